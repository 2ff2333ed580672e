package dev.recto.api.jobs.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.api.PartsResource;
import dev.recto.api.background.Pace;
import dev.recto.api.jobs.JobMeters;
import dev.recto.api.jobs.Reached;
import dev.recto.api.messaging.MessageSender;
import dev.recto.api.messaging.Outgoing;
import dev.recto.api.postgres.Database;
import dev.recto.api.postgres.Database.Sql;
import dev.recto.api.reading.JobState;
import dev.recto.api.reading.Lane;
import dev.recto.model.Words;
import dev.recto.tracing.TraceParent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class DispatchTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final String SMALL = "small";
    private static final String TOO_LARGE = "x".repeat(64 << 20);

    @Inject
    Database database;

    @Inject
    MessageSender sender;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void whatIsGivenBackIsNotCounted() {
        Once queue = new Once(false);
        dispatch(queue);

        assertThat(queue.givenBack).containsExactly(TOO_LARGE);
        assertThat(reached(JobState.PROBING)).isEqualTo(1);
        assertThat(reached(JobState.READING)).isZero();
        assertThat(registry.get("recto.queue.claim")
                        .tag("topic", queue.topic())
                        .timer()
                        .count())
                .isGreaterThanOrEqualTo(1);
    }

    @Test
    void whatIsRolledBackIsNotCounted() {
        dispatch(new Once(true));

        assertThat(reached(JobState.PROBING)).isZero();
        assertThat(reached(JobState.READING)).isZero();
    }

    /** Until it has claimed once more, so that the first time is over. */
    private void dispatch(Once queue) {
        try (Dispatch<String> dispatch =
                new Dispatch<>(queue, database, sender, new JobMeters(registry), new Pace(POLL, POLL))) {
            dispatch.ring();
            await().atMost(LONG).until(() -> queue.claims.get() > 1);
        }
    }

    private long reached(JobState state) {
        return registry.timer("recto.job.reached", "lane", "batch", "state", Words.of(state))
                .count();
    }

    /** Has a message that can be sent and one that can't, once. */
    private static final class Once implements WorkQueue<String> {
        private final String topic = "dispatched." + UUID.randomUUID();
        private final AtomicInteger claims = new AtomicInteger();
        private final List<String> givenBack = new CopyOnWriteArrayList<>();
        private final boolean failing;

        private Once(boolean failing) {
            this.failing = failing;
        }

        @Override
        public String topic() {
            return topic;
        }

        @Override
        public int window() {
            return 2;
        }

        @Override
        public boolean anyWaits(Database database) {
            return true;
        }

        @Override
        public Optional<List<Claim<String>>> claim(Sql sql, int window) {
            return Optional.of(
                    claims.getAndIncrement() > 0
                            ? List.of()
                            : List.of(claim(SMALL, JobState.PROBING), claim(TOO_LARGE, JobState.READING)));
        }

        private Claim<String> claim(String value, JobState state) {
            return new Claim<>(
                    new Outgoing<>(topic, "key", value, TraceParent.NONE),
                    Optional.of(new Reached(Lane.BATCH, state, Duration.ofSeconds(1))));
        }

        @Override
        public void giveBack(Sql sql, List<String> tasks) {
            if (failing) {
                throw new IllegalStateException("can't be given back");
            }
            givenBack.addAll(tasks);
        }
    }
}
