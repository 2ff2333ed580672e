package dev.recto.api.jobs;

import dev.recto.api.metrics.Counted;
import dev.recto.api.metrics.Gauges;
import dev.recto.api.postgres.Database;
import dev.recto.api.reading.JobState;
import dev.recto.api.reading.Lane;
import dev.recto.model.Words;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/**
 * Jobs that have not ended and jobs that ought to have been deleted, the same on every pod: {@code recto_jobs},
 * {@code recto_jobs_age_seconds} (since the oldest came), {@code recto_retention_lag_seconds}. While the database is away they stay as they
 * were.
 */
@Singleton
public class JobGauges implements Gauges {
    private static final int MOST = 100_000;

    private final Database database;
    private final JobsConfig jobs;
    private final Counted open;
    private final Counted age;
    private final Counted retentionLag;

    JobGauges(Database database, JobsConfig jobs, MeterRegistry registry) {
        this.database = database;
        this.jobs = jobs;
        open = new Counted(registry, "recto.jobs", "Jobs that have not ended");
        age = new Counted(registry, "recto.jobs.age.seconds", "Since the oldest of them came");
        retentionLag = new Counted(
                registry, "recto.retention.lag.seconds", "How long ago the oldest job ought to have been deleted");
    }

    @Override
    public String name() {
        return "jobs";
    }

    @Override
    public void count() {
        Map<Tags, Integer> counts = new HashMap<>();
        Map<Tags, Double> ages = new HashMap<>();
        for (Lane lane : Lane.values()) {
            for (JobState state : JobState.values()) {
                if (!state.ended()) {
                    counts.put(tags(lane, state), 0);
                    ages.put(tags(lane, state), 0.0);
                }
            }
        }
        double lag = 0;
        for (Row row : database.run("""
                select lane, state, count(*)::int as jobs, extract(epoch from now() - min(created_at))::float8 as age
                from (select lane, state, created_at from job where ended_at is null order by expires_at limit $2) as oldest
                group by lane, state
                union all
                select null, null, 0, greatest(extract(epoch from now() - min(ended_at)) - $1, 0)::float8
                from job where ended_at is not null""", Tuple.of(jobs.retention().toSeconds(), MOST))) {
            String state = row.getString("state");
            Double age = row.getDouble("age");
            if (state != null) {
                Tags tags = tags(Lane.of(row), JobState.kept(state, false));
                counts.merge(tags, row.getInteger("jobs"), Integer::sum);
                ages.merge(tags, age, Math::max);
            } else if (age != null) {
                lag = age;
            }
        }
        open.tell(counts);
        age.tell(ages);
        retentionLag.tell(Map.of(Tags.empty(), lag));
    }

    private static Tags tags(Lane lane, JobState state) {
        return Tags.of("lane", Words.of(lane), "state", Words.of(state));
    }
}
