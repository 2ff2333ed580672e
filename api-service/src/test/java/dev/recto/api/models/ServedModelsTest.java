package dev.recto.api.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.ModelCapability;
import dev.recto.model.ServedModel;
import dev.recto.model.TaskId;
import dev.recto.model.WorkerHeartbeat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServedModelsTest {
    private final ManualClock clock = new ManualClock();
    private final ServedModels models = new ServedModels(clock);

    @Test
    void slotsOfAllWorkersCountAndOnlyWhatAllCanDo() {
        hear("w1", false, model("a", 2, ModelCapability.PROMPT, ModelCapability.BLOCKS));
        hear("w2", false, model("a", 3, ModelCapability.BLOCKS), model("b", 1));

        assertThat(models.slots("a")).isEqualTo(5);
        assertThat(models.slots()).isEqualTo(6);
        assertThat(models.workers()).isEqualTo(2);
        assertThat(models.all()).extracting(ServedModel::id).containsExactly("a", "b");
        assertThat(models.find("a").orElseThrow().capabilities()).containsExactly(ModelCapability.BLOCKS);
    }

    @Test
    void aFleetTakesRunsWhenAllItsWorkersDo() {
        hear("w1", true);
        assertThat(models.fleet("a")).isEqualTo(new Fleet(1, 2, 2, true));
        hear("w2", false);
        assertThat(models.fleet("a")).isEqualTo(new Fleet(2, 4, 2, false));
        hear("w2", true, model("a", 3));
        assertThat(models.fleet("a")).as("an old one that drains takes nothing").isEqualTo(new Fleet(1, 2, 2, true));
        assertThat(models.fleet("b").workers()).isZero();
    }

    private void hear(String worker, boolean runs) {
        WorkerHeartbeat beat =
                new WorkerHeartbeat(worker, Instant.EPOCH, false, List.of(model("a", 2)), null, null, null, 0, runs);
        models.hear(List.of(beat), true);
    }

    @Test
    void aWorkerThatFallsSilentServesNothing() {
        hear("w1", false, model("a", 2));

        pass(Duration.ofSeconds(WorkerHeartbeat.EXPIRY_SECONDS));
        assertThat(models.slots("a")).isEqualTo(2);
        pass(Duration.ofSeconds(1));

        assertThat(models.slots("a")).isZero();
        assertThat(models.all()).isEmpty();
    }

    @Test
    void nobodyIsSilentWhoseBrokerIsAway() {
        hear("w1", false, model("a", 2));

        clock.forward(Duration.ofHours(1));
        assertThat(models.slots("a")).isEqualTo(2);

        pass(Duration.ofSeconds(3));
        assertThat(models.slots("a")).isEqualTo(2);
        pass(Duration.ofSeconds(5));
        assertThat(models.slots("a")).isZero();
    }

    /** The broker lives, and nobody speaks. */
    private void pass(Duration time) {
        for (Duration left = time; left.isPositive(); left = left.minusSeconds(1)) {
            clock.forward(Duration.ofSeconds(1));
            models.hear(List.of(), true);
        }
    }

    @Test
    void aWorkerThatDrainsServesNothingAtOnce() {
        hear("w1", false, model("a", 2));
        hear("w1", true, model("a", 2));

        assertThat(models.find("a")).isEmpty();
    }

    @Test
    void aQueueHasTheSlotsOfItsWorkersLessWhatTheyHave() {
        ServedModel other = model("a", 3).fromQueue(1);
        hear("w1", false, model("a", 2));
        hear("w2", false, model("a", 2));
        say("w3", other, List.of(task(0)), null, 0);
        assertThat(models.queues("a")).containsExactly(new QueueShare(0, 4, 4), new QueueShare(1, 3, 2));

        say("w3", other, null, task(1), 5);
        assertThat(models.queues("a")).contains(new QueueShare(1, 3, 0));

        say("w3", other, List.of(task(1)), null, 0);
        assertThat(models.queues("a")).contains(new QueueShare(1, 3, 2));
        assertThat(models.queues("b")).isEmpty();
    }

    private void say(
            String worker, ServedModel model, @Nullable List<TaskId> held, @Nullable TaskId taken, int takenPages) {
        WorkerHeartbeat heartbeat = new WorkerHeartbeat(
                worker, Instant.EPOCH, false, List.of(model), new UUID(0, 0), held, taken, takenPages, true);
        models.hear(List.of(heartbeat), true);
    }

    private static TaskId task(int page) {
        return new TaskId(new UUID(0, 1), page, 1);
    }

    private void hear(String worker, boolean draining, ServedModel... served) {
        models.hear(List.of(new WorkerHeartbeat(worker, Instant.EPOCH, draining, Arrays.asList(served))), true);
    }

    private static ServedModel model(String id, int slots, ModelCapability... capabilities) {
        return new ServedModel(id, id, "owner", "", 100, slots, Arrays.asList(capabilities));
    }

    private static final class ManualClock extends Clock {
        private Instant now = Instant.EPOCH;

        void forward(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
