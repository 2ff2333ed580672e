package dev.recto.api.jobs.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recto.api.models.QueueShare;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QueueChoiceTest {
    private static final int DRAWN = 10_000;

    @Test
    void whereSlotsAreFreeTheyCount() {
        Map<Integer, Double> parts =
                parts(new QueueShare(0, 100, 10), new QueueShare(1, 100, 30), new QueueShare(7, 900, 0));
        assertThat(parts.get(0)).isEqualTo(0.25, within(0.03));
        assertThat(parts.get(1)).isEqualTo(0.75, within(0.03));
        assertThat(parts).doesNotContainKey(7);
    }

    @Test
    void whereNoneIsFreeAllSlotsCount() {
        Map<Integer, Double> parts = parts(new QueueShare(0, 100, 0), new QueueShare(1, 300, 0));
        assertThat(parts.get(0)).isEqualTo(0.25, within(0.03));
    }

    @Test
    void theOnlyQueueIsTaken() {
        assertThat(parts(new QueueShare(5, 1, 0))).containsOnlyKeys(5);
        assertThat(parts()).containsOnlyKeys(0);
    }

    private static Map<Integer, Double> parts(QueueShare... shares) {
        QueueChoice choice = new QueueChoice(Arrays.asList(shares), new Random(1));
        return Stream.generate(choice::next)
                .limit(DRAWN)
                .collect(Collectors.groupingBy(
                        Function.identity(),
                        Collectors.collectingAndThen(Collectors.counting(), count -> (double) count / DRAWN)));
    }
}
