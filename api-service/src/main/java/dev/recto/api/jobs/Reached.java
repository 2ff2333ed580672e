package dev.recto.api.jobs;

import dev.recto.api.reading.JobState;
import dev.recto.api.reading.Lane;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;

/**
 * A job has come to a state.
 *
 * @param age since it was accepted, by the clock of the database
 */
public record Reached(Lane lane, JobState state, Duration age) {
    /** @param job with its {@code lane} and its {@code age} in seconds */
    public static Reached of(Row job, JobState state) {
        return new Reached(Lane.of(job), state, Duration.ofMillis(Math.round(1000 * job.getDouble("age"))));
    }
}
