package dev.recto.api.jobs;

import dev.recto.api.background.Bell;
import dev.recto.api.database.Database;
import dev.recto.api.storage.ObjectStore;
import dev.recto.model.ObjectKeys;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deletes ended jobs when their time is over: first their bytes, then their rows, so that no bytes are left behind. */
@Singleton
class Retention {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration DELETE_TIMEOUT = Duration.ofMinutes(1);
    private static final int BATCH = 100;

    private final Database database;
    private final ObjectStore store;
    private final JobsConfig config;
    private @Nullable Bell bell;

    Retention(Database database, ObjectStore store, JobsConfig config) {
        this.database = database;
        this.store = store;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        bell = new Bell("retention", PAUSE, this::deleteOld);
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (bell != null) {
            bell.close();
        }
    }

    void deleteOld() {
        database.transaction(sql -> {
            int deleted = 0;
            for (Row row : sql.run("""
                    select id from job where ended_at < now() - $1 * interval '1 second'
                    order by ended_at limit $2 for update skip locked""", Tuple.of(config.retention().toSeconds(), BATCH))) {
                UUID id = row.getUUID("id");
                store.deleteAll(ObjectKeys.jobPrefix(id)).await().atMost(DELETE_TIMEOUT);
                sql.run("delete from job where id = $1", Tuple.of(id));
                deleted++;
            }
            return deleted;
        });
    }
}
