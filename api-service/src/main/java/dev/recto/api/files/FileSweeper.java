package dev.recto.api.files;

import dev.recto.api.background.Background;
import dev.recto.api.postgres.Database;
import dev.recto.api.postgres.Database.Sql;
import dev.recto.api.storage.ObjectLedger;
import dev.recto.model.ObjectKeys;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/** Deletes the rows of files that have expired and leaves their bytes to the ledger. Several instances may do so at once. */
@Singleton
class FileSweeper {
    private static final int BATCH = 100;

    private final Database database;
    private final ObjectLedger ledger;

    FileSweeper(Database database, ObjectLedger ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    @Scheduled(every = "${recto.files.sweep-every:30s}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        Background.run(() -> {
            int deleted = BATCH;
            while (deleted == BATCH) {
                deleted = database.transaction(this::deleteSome);
            }
        });
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
