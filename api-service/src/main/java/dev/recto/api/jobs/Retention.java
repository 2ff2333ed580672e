package dev.recto.api.jobs;

import dev.recto.api.background.Bell;
import dev.recto.api.background.Outage;
import dev.recto.api.database.Database;
import dev.recto.api.fault.ApiException;
import dev.recto.api.storage.ObjectStore;
import dev.recto.model.ObjectKeys;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
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

    private record OldJob(OffsetDateTime endedAt, UUID id) {
        static final OldJob BEFORE_ALL = new OldJob(Instant.EPOCH.atOffset(ZoneOffset.UTC), new UUID(0, 0));
    }

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

    /** One that can't be deleted keeps none of the others, unless the store is away; deleting twice, as two processes may, does no harm. */
    void deleteOld() {
        boolean failed = false;
        OldJob last = OldJob.BEFORE_ALL;
        List<OldJob> some;
        do {
            some = behind(last);
            for (OldJob job : some) {
                last = job;
                try {
                    delete(job.id());
                } catch (ApiException unavailable) {
                    deleting.failed(unavailable);
                    return;
                } catch (RuntimeException e) {
                    failed = true;
                    deleting.failed(e);
                }
            }
        } while (some.size() == BATCH);
        if (!failed) {
            deleting.over();
        }
    }

    private List<OldJob> behind(OldJob last) {
        List<OldJob> some = new ArrayList<>();
        database.run("""
                        select ended_at, id from job
                        where ended_at < now() - $1 * interval '1 second' and (ended_at, id) > ($2, $3)
                        order by ended_at, id limit $4
                        """, Tuple.of(config.retention().toSeconds(), last.endedAt(), last.id(), BATCH))
                .forEach(row -> some.add(new OldJob(row.getOffsetDateTime("ended_at"), row.getUUID("id"))));
        return some;
    }

    private void delete(UUID id) {
        store.deleteAll(ObjectKeys.jobPrefix(id)).await().atMost(DELETE_TIMEOUT);
        database.run("delete from job where id = $1", Tuple.of(id));
    }
}
