package dev.recto.api.files.upload;

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
import java.util.UUID;

/** Ends uploads that nobody completed in time, and lets go of their parts, and forgets what ended long ago. Several instances may do so at once. */
@Singleton
class UploadSweeper implements Chore {
    private static final int BATCH = 20;

    private final Database database;
    private final ObjectLedger ledger;
    private final UploadsConfig config;
    private final Bell bell;

    UploadSweeper(Database database, ObjectLedger ledger, UploadsConfig config) {
        this.database = database;
        this.ledger = ledger;
        this.config = config;
        this.bell = new Bell("expired uploads", config.sweepEvery(), this::sweep);
        bell.ring();
    }

    @Override
    public List<Bell> bells() {
        return List.of(bell);
    }

    void sweep() {
        int ended = BATCH;
        while (ended == BATCH) {
            ended = database.transaction(this::endSome);
        }
        forget();
    }

    private int endSome(Sql sql) {
        int ended = 0;
        for (Row row : sql.run("""
                update upload set status = 'EXPIRED' where id in (
                    select id from upload where status = 'PENDING' and expires_at <= now()
                    order by expires_at limit $1 for update skip locked)
                returning id""", Tuple.of(BATCH))) {
            dropParts(row.getUUID("id"), sql);
            ended++;
        }
        return ended;
    }

    /** Its parts are gone since it ended. */
    private void forget() {
        database.run(
                "delete from upload where status <> 'PENDING' and expires_at < now() - $1 * interval '1 millisecond'",
                Tuple.of(config.keepFor().toMillis()));
    }

    private void dropParts(UUID upload, Sql sql) {
        sql.run("delete from upload_part where upload = $1", Tuple.of(upload));
        ledger.release(sql.client(), ObjectKeys.uploadPrefix(upload)).await().atMost(sql.timeout());
    }
}
