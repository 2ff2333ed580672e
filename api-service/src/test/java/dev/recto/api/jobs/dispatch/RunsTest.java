package dev.recto.api.jobs.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.PageTask;
import dev.recto.model.ReadOptions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunsTest {
    private static final UUID ONE = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);

    @Test
    void pagesThatFollowOneAnotherAreOneTask() {
        assertThat(Runs.of(pages(ONE, 0, 5), 5, 8))
                .containsExactly(page(ONE, 0, 1).run(5));
    }

    @Test
    void noneIsLongerThanAllowed() {
        assertThat(Runs.of(pages(ONE, 0, 7), 7, 3))
                .containsExactly(page(ONE, 0, 1).run(3), page(ONE, 3, 1).run(3), page(ONE, 6, 1));
        assertThat(Runs.of(pages(ONE, 0, 3), 3, 1)).containsExactlyElementsOf(pages(ONE, 0, 3));
    }

    @Test
    void whatHasNoSlotGoesOneByOne() {
        assertThat(Runs.of(pages(ONE, 0, 5), 3, 8))
                .containsExactly(page(ONE, 0, 1).run(3), page(ONE, 3, 1), page(ONE, 4, 1));
        assertThat(Runs.of(pages(ONE, 0, 3), 0, 8)).containsExactlyElementsOf(pages(ONE, 0, 3));
    }

    @Test
    void jobsTakeTurnsAsBefore() {
        List<PageTask> turns = List.of(page(ONE, 0, 1), page(OTHER, 7, 1), page(ONE, 1, 1), page(OTHER, 8, 1));
        assertThat(Runs.of(turns, 4, 8))
                .containsExactly(page(ONE, 0, 1).run(2), page(OTHER, 7, 1).run(2));
    }

    @Test
    void pagesWithAGapOrOfOtherAttemptsAreTasksOfTheirOwn() {
        List<PageTask> pages = List.of(page(ONE, 0, 1), page(ONE, 2, 1), page(ONE, 3, 2), page(ONE, 4, 2));
        assertThat(Runs.of(pages, 4, 8))
                .containsExactly(
                        page(ONE, 0, 1), page(ONE, 2, 1), page(ONE, 3, 2).run(2));
    }

    /** Whatever the limits are. */
    @Test
    void everyPageIsHandedOutOnce() {
        List<PageTask> pages = IntStream.range(0, 24)
                .mapToObj(place -> page(place % 3 == 0 ? ONE : OTHER, place, 1 + place % 2))
                .toList();
        for (int slots = 0; slots <= pages.size(); slots++) {
            for (int longest = 1; longest <= 9; longest++) {
                assertThat(Runs.of(pages, slots, longest))
                        .allMatch(task -> task.pages() >= 1)
                        .flatMap(PageTask::each)
                        .containsExactlyInAnyOrderElementsOf(pages);
            }
        }
    }

    private static List<PageTask> pages(UUID job, int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(number -> page(job, number, 1))
                .toList();
    }

    private static PageTask page(UUID job, int number, int attempt) {
        return new PageTask(job, number, attempt, "key", "model", ReadOptions.DEFAULT, Instant.EPOCH);
    }
}
