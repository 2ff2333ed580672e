package dev.recto.api.files;

import dev.recto.api.background.Bell;
import dev.recto.api.background.Chore;
import dev.recto.api.postgres.Database;
import dev.recto.api.postgres.Database.Sql;
import dev.recto.api.storage.ObjectLedger;
import dev.recto.model.ObjectKeys;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;

/** Deletes the rows of files that have expired and leaves their bytes to the ledger. Several instances may do so at once. */
@Singleton
class FileSweeper implements Chore {
    private static final int BATCH = 100;

    private final Database database;
    private final ObjectLedger ledger;
    private final Bell bell;

    FileSweeper(Database database, ObjectLedger ledger, FilesConfig config) {
        this.database = database;
        this.ledger = ledger;
        this.bell = new Bell("expired files", config.sweepEvery(), this::sweep);
        bell.ring();
    }

    @Override
    public List<Bell> bells() {
        return List.of(bell);
    }

    void sweep() {
        int deleted = BATCH;
        while (deleted == BATCH) {
            deleted = database.transaction(this::deleteSome);
        }
    }

    private int deleteSome(Sql sql) {
        int deleted = 0;
        for (Row row : sql.run("""
                delete from file where id in (
                    select id from file where expires_at <= now() order by expires_at limit $1 for update skip locked)
                returning organisation, id""", Tuple.of(BATCH))) {
            String key = ObjectKeys.file(row.getUUID("organisation"), row.getUUID("id"));
            ledger.release(sql.client(), key).await().atMost(sql.timeout());
            deleted++;
        }
        return deleted;
    }
}
