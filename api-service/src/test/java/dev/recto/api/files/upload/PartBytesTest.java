package dev.recto.api.files.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PartBytesTest {
    private static final long HALF = 1 << 18;

    @Test
    void smallPartsAreAskedForTogetherAndLargeOnesAlone() {
        assertThat(runs(100, 100, 3 * HALF, 100))
                .containsExactly(List.of(100L, 100L), List.of(3 * HALF), List.of(100L));
        assertThat(runs(HALF, HALF, HALF)).containsExactly(List.of(HALF, HALF), List.of(HALF));
    }

    @Test
    void notTooManyAreAskedForTogether() {
        assertThat(runs(LongStream.generate(() -> 1).limit(40).toArray()))
                .extracting(List::size)
                .containsExactly(16, 16, 8);
    }

    @Test
    void emptyPartsAreNotAskedFor() {
        assertThat(runs(0)).isEmpty();
        assertThat(runs(5, 0, 5)).containsExactly(List.of(5L, 5L));
    }

    private static List<List<Long>> runs(long... sizes) {
        List<UploadPart> parts = LongStream.of(sizes)
                .mapToObj(size -> UploadPart.of(UUID.randomUUID(), size))
                .toList();
        return PartBytes.runs(parts).stream()
                .map(run -> run.stream().map(part -> part.size).toList())
                .toList();
    }
}
