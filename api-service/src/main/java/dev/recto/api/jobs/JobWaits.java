package dev.recto.api.jobs;

import dev.recto.api.background.Bell;
import dev.recto.api.background.Chore;
import dev.recto.api.postgres.Database;
import dev.recto.api.postgres.Notifications;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The threads of this process that wait for jobs. Whoever moves a job on tells the processes in which somebody waits for it; the
 * process looks by itself, too, now and then, for all its threads at once.
 */
@Singleton
class JobWaits implements Chore {
    /** Told the ids of jobs that ended. */
    static final String ENDED = "recto_ended_";

    /** Told the ids of jobs that got on without ending. */
    static final String PROGRESS = "recto_progress_";

    private final UUID process = UUID.randomUUID();
    private final Map<UUID, Set<JobWait>> waits = new ConcurrentHashMap<>();
    private final Notifications notifications;
    private final Database database;
    private @Nullable AutoCloseable listening;
    private final Bell bell;

    JobWaits(Notifications notifications, Database database, JobsConfig config) {
        this.notifications = notifications;
        this.database = database;
        this.bell = new Bell("jobs that are waited for", config.poll(), this::lookForEnded);
    }

    /** Where a process hears of the jobs that its threads wait for. */
    static String channel(String news, UUID process) {
        return news + process.toString().replace("-", "");
    }

    @Override
    public List<Bell> bells() {
        return List.of(bell);
    }

    void start(@Observes StartupEvent started) {
        listening = notifications.listen(
                "news of jobs",
                Map.of(
                        channel(ENDED, process), ids -> each(ids, this::ended),
                        channel(PROGRESS, process), ids -> each(ids, this::progressed)),
                this::mayHaveMissed);
    }

    void stop(@Observes ShutdownEvent stopping) throws Exception {
        if (listening != null) {
            listening.close();
        }
    }

    /** What this process is known by to those who move jobs on. */
    UUID process() {
        return process;
    }

    private static void each(String ids, Consumer<UUID> news) {
        for (String id : ids.split(" ")) {
            news.accept(UUID.fromString(id));
        }
    }

    private void mayHaveMissed() {
        waits.keySet().forEach(this::progressed);
        bell.ring();
    }

    /** Wakes those of a job that has ended again and again, until they have seen it. */
    private void lookForEnded() {
        UUID[] jobs = waits.keySet().toArray(UUID[]::new);
        if (jobs.length > 0) {
            database.run(
                            "select id from job where id = any($1) and ended_at is not null",
                            Tuple.tuple().addArrayOfUUID(jobs))
                    .forEach(row -> ended(row.getUUID("id")));
        }
    }

    /** INVARIANT: to be opened before the job's state is looked at, or its end may be missed. */
    JobWait open(UUID job, boolean progress) {
        JobWait wait = new JobWait(job, progress, this);
        waits.computeIfAbsent(job, id -> ConcurrentHashMap.newKeySet(2)).add(wait);
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

    void progressed(UUID job) {
        waits.getOrDefault(job, Set.of()).stream().filter(JobWait::progress).forEach(JobWait::wake);
    }
}
