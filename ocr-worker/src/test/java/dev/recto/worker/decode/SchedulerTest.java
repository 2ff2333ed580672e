package dev.recto.worker.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SchedulerTest {
    @Test
    void feedsALongPromptInChunksWhileOthersDecode() {
        var scheduler = new Scheduler<String>(new SchedulerLimits(2, 200, 8, 2, 11, 50));
        var running = encoded(scheduler, "running", 3);
        prefill(scheduler.next(), scheduler);
        var late = encoded(scheduler, "long", 25);

        List<Integer> chunks = new ArrayList<>();
        while (!late.prefilled()) {
            Step<String> step = scheduler.next();
            assertThat(step.decodes()).containsExactly(running);
            chunks.add(late.chunk());
            prefill(step, scheduler);
            scheduler.decoded(running);
        }

        assertThat(chunks).containsExactly(10, 10, 5);
    }

    @Test
    void feedsLargerChunksWhenNobodyWaitsForThem() {
        var scheduler = new Scheduler<String>(new SchedulerLimits(2, 200, 8, 2, 11, 50));
        var only = encoded(scheduler, "only", 60);
        scheduler.next();
        assertThat(only.chunk()).isEqualTo(50);
    }

    @Test
    void sharesABudgetBetweenPromptsInOrder() {
        var scheduler = new Scheduler<String>(new SchedulerLimits(4, 200, 8, 4, 5, 50));
        var first = encoded(scheduler, "first", 30);
        var second = encoded(scheduler, "second", 30);
        var third = encoded(scheduler, "third", 30);
        assertThat(scheduler.next().prefills()).containsExactly(first, second);
        assertThat(List.of(first.chunk(), second.chunk(), third.chunk())).containsExactly(30, 20, 0);
    }

    @Test
    void encodesAheadOfTheSlotsButNotFar() {
        var scheduler = new Scheduler<String>(new SchedulerLimits(1, 200, 8, 2, 8, 50));
        for (String name : List.of("a", "b", "c", "d")) {
            scheduler.offer(new Sequence<>(name, 4));
        }
        encodeNext(scheduler);
        scheduler.next();
        encodeNext(scheduler);
        encodeNext(scheduler);
        assertThat(scheduler.nextToEncode()).isNull();
        assertThat(scheduler.waitingPages()).isEqualTo(3);
    }

    @Test
    void reusesTheLowestSlotSoThatBatchesStayShort() {
        var scheduler = new Scheduler<String>(new SchedulerLimits(8, 200, 8, 8, 20, 50));
        List<Sequence<String>> pages = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            pages.add(encoded(scheduler, name, 1));
        }
        prefill(scheduler.next(), scheduler);
        assertThat(scheduler.next().rows()).isEqualTo(4);
        scheduler.end(pages.get(0));
        scheduler.end(pages.get(2));
        assertThat(scheduler.next().rows()).isEqualTo(2);
        var next = encoded(scheduler, "next", 1);
        scheduler.next();
        assertThat(next.slot()).isZero();
    }

    @Test
    void pagesTakeSlotsInTheOrderInWhichTheyCame() {
        var scheduler = new Scheduler<String>(new SchedulerLimits(1, 200, 8, 4, 8, 50));
        List<Sequence<String>> pages = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            pages.add(new Sequence<>(name, 4));
        }
        pages.forEach(page -> assertThat(scheduler.offer(page)).isTrue());
        pages.forEach(page -> assertThat(scheduler.nextToEncode()).isSameAs(page));
        pages.reversed().forEach(scheduler::encoded);
        for (Sequence<String> page : pages) {
            assertThat(scheduler.next().prefills()).containsExactly(page);
            scheduler.end(page);
        }
    }

    @Test
    void aPageEndsOnce() {
        var scheduler = new Scheduler<String>(new SchedulerLimits(1, 200, 8, 2, 8, 50));
        var page = encoded(scheduler, "page", 4);
        scheduler.end(page);
        assertThat(scheduler.idle()).isTrue();
        assertThatThrownBy(() -> scheduler.end(page)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> scheduler.encoded(page)).isInstanceOf(IllegalStateException.class);
    }

    private static Sequence<String> encoded(Scheduler<String> scheduler, String name, int promptTokens) {
        var sequence = new Sequence<>(name, promptTokens);
        assertThat(scheduler.offer(sequence)).isTrue();
        encodeNext(scheduler);
        return sequence;
    }

    private static void encodeNext(Scheduler<String> scheduler) {
        scheduler.encoded(Objects.requireNonNull(scheduler.nextToEncode()));
    }

    private static void prefill(Step<String> step, Scheduler<String> scheduler) {
        List.copyOf(step.prefills()).forEach(scheduler::prefilled);
    }
}
