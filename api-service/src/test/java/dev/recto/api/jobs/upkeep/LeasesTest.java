package dev.recto.api.jobs.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.TaskId;
import dev.recto.model.WorkerHeartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeasesTest {
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);

    private final TaskId page = new TaskId(new UUID(1, 1), 3, 1);
    private final TaskId document = new TaskId(new UUID(1, 2), null, 1);
    private Instant now = Instant.EPOCH;
    private final Leases leases = new Leases(() -> now);

    @Test
    void whatASilentWorkerHeldIsLostOnce() {
        assertThat(hear(beat("w1", FIRST, List.of(page, document), null))).isEmpty();
        assertThat(pass(Duration.ofSeconds(WorkerHeartbeat.EXPIRY_SECONDS))).isEmpty();
        assertThat(pass(Duration.ofSeconds(1))).containsExactlyInAnyOrder(page, document);
        assertThat(pass(Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void nothingIsLostWhileTheBrokerIsAwayOrHasMoreToSay() {
        hear(beat("w1", FIRST, List.of(page), null));
        now = now.plus(Duration.ofHours(1));
        assertThat(leases.hear(List.of(), true)).isEmpty();
        for (int second = 0; second < 60; second++) {
            now = now.plusSeconds(1);
            assertThat(leases.hear(List.of(), false)).isEmpty();
        }
        assertThat(pass(Duration.ofSeconds(7))).containsExactly(page);
    }

    @Test
    void whatWasTakenSinceTheLastBeatIsHeldAndWhatIsNotNamedAnyMoreIsNot() {
        hear(beat("w1", FIRST, List.of(page), null));
        hear(beat("w1", FIRST, null, document));
        assertThat(hear(beat("w1", SECOND, List.of(), null))).containsExactlyInAnyOrder(page, document);

        hear(beat("w2", new UUID(0, 3), List.of(page), null));
        hear(beat("w2", new UUID(0, 3), List.of(document), null));
        assertThat(hear(beat("w2", new UUID(0, 4), List.of(), null))).containsExactly(document);
    }

    @Test
    void allPagesOfARunAreHeldUntilTheyAreNotNamedAnyMore() {
        List<TaskId> run = page.run(3);
        hear(new WorkerHeartbeat("w1", now, false, List.of(), FIRST, null, page, 3, true));
        hear(beat("w2", new UUID(0, 3), List.of(), null));
        assertThat(hear(beat("w1", SECOND, List.of(), null))).containsExactlyInAnyOrderElementsOf(run);

        hear(new WorkerHeartbeat("w1", now, false, List.of(), SECOND, null, page, 3, true));
        hear(beat("w1", SECOND, run.subList(1, 3), null));
        assertThat(hear(beat("w1", new UUID(0, 4), List.of(), null)))
                .containsExactlyInAnyOrderElementsOf(run.subList(1, 3));
    }

    @Test
    void aWorkerMayBeginWithWhatItTakes() {
        hear(beat("w1", FIRST, null, page));
        assertThat(hear(beat("w1", SECOND, null, document))).containsExactly(page);
    }

    /** As when the listener starts anew, and hears once more what it had heard. */
    @Test
    void whoWasFollowedByAnotherIsNotBelievedAnyMore() {
        hear(beat("w1", FIRST, List.of(page), null));
        hear(beat("w1", SECOND, List.of(document), null));
        assertThat(hear(beat("w1", FIRST, List.of(page), null))).isEmpty();
        assertThat(hear(beat("w1", SECOND, List.of(document), null))).isEmpty();
    }

    @Test
    void whatAnotherWorkerHoldsTooIsNotLost() {
        hear(beat("w1", FIRST, List.of(page, document), null));
        hear(beat("w2", new UUID(0, 3), List.of(page), null));
        assertThat(hear(beat("w1", SECOND, List.of(), null))).containsExactly(document);
    }

    @Test
    void workersThatSayNothingOfTasksHoldNone() {
        assertThat(hear(new WorkerHeartbeat("w1", now, false, List.of()))).isEmpty();
        assertThat(pass(Duration.ofMinutes(1))).isEmpty();
    }

    private Set<TaskId> hear(WorkerHeartbeat heartbeat) {
        return leases.hear(List.of(heartbeat), true);
    }

    /** The broker lives, and nobody speaks. */
    private Set<TaskId> pass(Duration time) {
        Set<TaskId> lost = Set.of();
        for (Duration left = time; left.isPositive() && lost.isEmpty(); left = left.minusSeconds(1)) {
            now = now.plusSeconds(1);
            lost = leases.hear(List.of(), true);
        }
        return lost;
    }

    private WorkerHeartbeat beat(String worker, UUID incarnation, @Nullable List<TaskId> held, @Nullable TaskId taken) {
        return new WorkerHeartbeat(worker, now, false, List.of(), incarnation, held, taken, 1, true);
    }
}
