package dev.recto.api.jobs;

import dev.recto.api.background.Bell;
import dev.recto.api.background.Outage;
import dev.recto.api.database.Database;
import dev.recto.api.fault.ApiException;
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
    private final Outage deleting = new Outage("deleting old jobs");
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
        int deleted = deleteSome();
        while (deleted == BATCH) {
            deleted = deleteSome();
        }
    }

    /** One that can't be deleted keeps none of the others, unless the store is away; deleting twice, as two processes may, does no harm. */
    private int deleteSome() {
        int deleted = 0;
        int failed = 0;
        for (Row row : database.run(
                "select id from job where ended_at < now() - $1 * interval '1 second' order by ended_at limit $2",
                Tuple.of(config.retention().toSeconds(), BATCH))) {
            try {
                delete(row.getUUID("id"));
                deleted++;
            } catch (ApiException unavailable) {
                deleting.failed(unavailable);
                return deleted;
            } catch (RuntimeException e) {
                failed++;
                deleting.failed(e);
            }
        }
        if (failed == 0) {
            deleting.over();
        }
        return deleted;
    }

    private void delete(UUID id) {
        store.deleteAll(ObjectKeys.jobPrefix(id)).await().atMost(DELETE_TIMEOUT);
        database.run("delete from job where id = $1", Tuple.of(id));
    }
}
