package dev.recto.worker.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.decode.SchedulerSimulation.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SchedulerHistoryTest {
    @Test
    void holdsForEveryHistoryOfThreePages() {
        List<Visit> choices = new ArrayList<>();
        for (int arrival : new int[] {0, 2}) {
            for (int encoding : new int[] {0, 2}) {
                for (int prompt : new int[] {1, 4}) {
                    for (int tokens : new int[] {1, 3}) {
                        for (int cancel : new int[] {Visit.NEVER, 2, 3}) {
                            choices.add(new Visit(arrival, encoding, prompt, tokens, cancel));
                        }
                    }
                }
            }
        }
        for (int slots = 1; slots <= 2; slots++) {
            var limits = new SchedulerLimits(slots, 8, 3, 1, slots + 1, 3);
            for (Visit first : choices) {
                for (Visit second : choices) {
                    for (Visit third : choices.subList(0, choices.size() / 2)) {
                        new SchedulerSimulation(limits, List.of(first, second, third)).run();
                    }
                }
            }
        }
    }

    @Test
    void holdsForRandomHistories() {
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            int slots = 1 + random.nextInt(9);
            var limits = new SchedulerLimits(
                    slots, 120, 40, 1 + random.nextInt(4), slots + 1 + random.nextInt(30), 1 + random.nextInt(40));
            List<Visit> visits = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int cancel = random.nextInt(4) == 0 ? random.nextInt(80) : Visit.NEVER;
                visits.add(new Visit(
                        random.nextInt(60), random.nextInt(4), 1 + random.nextInt(80), 1 + random.nextInt(40), cancel));
            }
            visits.sort((a, b) -> Integer.compare(a.arrival(), b.arrival()));
            new SchedulerSimulation(limits, visits).run();
        }
    }

    @Test
    void refusesWhatTheQueueCannotHold() {
        var limits = new SchedulerLimits(1, 8, 2, 1, 2, 4);
        var visit = new Visit(0, 1, 2, 2, Visit.NEVER);
        var simulation = new SchedulerSimulation(limits, List.of(visit, visit, visit, visit));
        simulation.run();
        assertThat(simulation.finished()).containsExactlyInAnyOrder(0, 1);
        assertThat(simulation.refused()).containsExactlyInAnyOrder(2, 3);
    }
}
