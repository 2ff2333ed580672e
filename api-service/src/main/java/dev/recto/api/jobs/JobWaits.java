package dev.recto.api.jobs;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.pubsub.PgSubscriber;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Wakes the threads of this pod that wait for a job, whichever pod moved it on. */
@Singleton
class JobWaits {
    private static final long RECONNECT_MILLISECONDS = 500;

    private final Map<UUID, Set<JobWait>> waits = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final PgConnectOptions options;
    private @Nullable PgSubscriber subscriber;

    JobWaits(Vertx vertx, ListenerOptions options) {
        this.vertx = vertx;
        this.options = options.get();
    }

    void start(@Observes StartupEvent started) {
        PgSubscriber created = PgSubscriber.subscriber(vertx, options);
        created.reconnectPolicy(attempt -> RECONNECT_MILLISECONDS);
        created.channel(GatherTable.ENDED).handler(id -> ended(UUID.fromString(id)));
        created.channel(GatherTable.PROGRESS).handler(id -> progress(UUID.fromString(id)));
        created.connectAndForget();
        subscriber = created;
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (subscriber != null) {
            subscriber.closeAndForget();
        }
    }

    /** INVARIANT: to be opened before the job's state is looked at, or its end may be missed. */
    JobWait open(UUID job, boolean progress) {
        JobWait wait = new JobWait(job, progress, this);
        waits.computeIfAbsent(job, id -> ConcurrentHashMap.newKeySet()).add(wait);
        return wait;
    }

    void close(JobWait wait) {
        waits.computeIfPresent(wait.job(), (id, all) -> {
            all.remove(wait);
            return all.isEmpty() ? null : all;
        });
    }

    void ended(UUID job) {
        waits.getOrDefault(job, Set.of()).forEach(JobWait::wake);
    }

    private void progress(UUID job) {
        waits.getOrDefault(job, Set.of()).stream().filter(JobWait::progress).forEach(JobWait::wake);
    }
}
