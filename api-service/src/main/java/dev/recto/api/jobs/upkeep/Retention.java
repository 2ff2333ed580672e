package dev.recto.api.jobs.upkeep;

import dev.recto.api.background.Bell;
import dev.recto.api.background.Chore;
import dev.recto.api.background.Outage;
import dev.recto.api.jobs.JobDeletion;
import dev.recto.api.jobs.JobsConfig;
import dev.recto.api.postgres.Database;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Deletes ended jobs when their time is over; what was read goes with the {@link ResultTables}. Several processes may do so at once. */
@Singleton
class Retention implements Chore {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int BATCH = 500;

    private final Database database;
    private final JobDeletion deletion;
    private final JobsConfig config;
    private final Outage deleting = new Outage("deleting old jobs");
    private final Bell bell;

    private record OldJob(OffsetDateTime endedAt, UUID id) {
        static final OldJob BEFORE_ALL = new OldJob(Instant.EPOCH.atOffset(ZoneOffset.UTC), new UUID(0, 0));
    }

    Retention(Database database, JobDeletion deletion, JobsConfig config) {
        this.database = database;
        this.deletion = deletion;
        this.config = config;
        this.bell = new Bell("retention", PAUSE, this::deleteOld);
    }

    @Override
    public List<Bell> bells() {
        return List.of(bell);
    }

    /** One that can't be deleted keeps none of the others. */
    void deleteOld() {
        boolean failed = false;
        List<OldJob> some = behind(OldJob.BEFORE_ALL);
        while (!some.isEmpty()) {
            failed |= !delete(some.stream().map(OldJob::id).toList());
            some = behind(some.getLast());
        }
        if (!failed) {
            deleting.over();
        }
    }

    /** @return whether all are deleted */
    private boolean delete(List<UUID> jobs) {
        try {
            deletion.expire(jobs);
            return true;
        } catch (PgException refused) {
            if (jobs.size() == 1) {
                deleting.failed(refused);
                return false;
            }
            return jobs.stream().map(job -> delete(List.of(job))).reduce(true, Boolean::logicalAnd);
        }
    }

    private List<OldJob> behind(OldJob last) {
        List<OldJob> some = new ArrayList<>();
        database.run("""
                        select ended_at, id from job
                        where ended_at < now() - $1 * interval '1 second' and (ended_at, id) > ($2, $3)
                        order by ended_at, id limit $4""", Tuple.of(config.retention().toSeconds(), last.endedAt(), last.id(), BATCH))
                .forEach(row -> some.add(new OldJob(row.getOffsetDateTime("ended_at"), row.getUUID("id"))));
        return some;
    }
}
