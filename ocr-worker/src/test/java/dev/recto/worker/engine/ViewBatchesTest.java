package dev.recto.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.model.ImageView;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ViewBatchesTest {
    /** Views are words, whose size is their length. */
    private static List<List<String>> batches(int most, String... words) {
        return ViewBatches.of(List.of(words), ViewBatchesTest::size, most);
    }

    private static ImageView.Size size(String word) {
        return new ImageView.Size(word.length(), 1);
    }

    @Test
    void noViewsMakeNoBatch() {
        assertThat(batches(4)).isEmpty();
    }

    @Test
    void viewsOfOneSizeShareABatch() {
        assertThat(batches(4, "a", "bb", "c", "dd", "e")).containsExactly(List.of("a", "c", "e"), List.of("bb", "dd"));
    }

    @Test
    void aFullBatchIsFollowedByAnother() {
        assertThat(batches(2, "a", "b", "cc", "d", "e", "f"))
                .containsExactly(List.of("a", "b"), List.of("cc"), List.of("d", "e"), List.of("f"));
    }

    @Test
    void withALimitOfOneEveryViewIsAlone() {
        assertThat(batches(1, "a", "bb", "c")).containsExactly(List.of("a"), List.of("bb"), List.of("c"));
    }

    @Test
    void heightAndWidthAreNotInterchangeable() {
        List<ImageView.Size> sizes = List.of(new ImageView.Size(2, 3), new ImageView.Size(3, 2));
        assertThat(ViewBatches.of(sizes, size -> size, 4)).hasSize(2);
    }

    @Test
    void everyViewIsInOneBatchOfItsSizeInOrder() {
        var random = new Random(3);
        for (int round = 0; round < 500; round++) {
            int most = 1 + random.nextInt(5);
            List<String> views = new ArrayList<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                views.add(String.valueOf((char) ('a' + i)).repeat(1 + random.nextInt(4)));
            }
            List<List<String>> batches = ViewBatches.of(views, ViewBatchesTest::size, most);
            assertThat(batches.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(views);
            assertThat(batches).allSatisfy(batch -> {
                assertThat(batch).hasSizeBetween(1, most).isSubsetOf(views);
                assertThat(batch.stream().map(ViewBatchesTest::size)).containsOnly(size(batch.getFirst()));
                assertThat(batch.stream().map(views::indexOf)).isSorted();
            });
            assertThat(batches.stream().map(batch -> views.indexOf(batch.getFirst())))
                    .isSorted();
        }
    }
}
