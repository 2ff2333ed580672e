package dev.recto.worker.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LengthBucketsTest {
    @Test
    void arePowersOfTwoAndAllOfASlot() {
        var buckets = new LengthBuckets(1500);
        assertThat(lengths(buckets)).containsExactly(256, 512, 1024, 1500);
        assertThat(IntStream.of(1, 256, 257, 512, 513, 1024, 1025, 1500).map(buckets::number))
                .containsExactly(0, 0, 1, 1, 2, 2, 3, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 255, 256, 257, 512, 1000, 8192, 8193})
    void theSmallestThatHoldsALengthIsWithinTheSlot(int slotTokens) {
        var buckets = new LengthBuckets(slotTokens);
        int[] lengths = lengths(buckets);
        assertThat(lengths).isSorted().doesNotHaveDuplicates();
        assertThat(lengths[lengths.length - 1]).isEqualTo(slotTokens);
        for (int tokens = 1; tokens <= slotTokens; tokens++) {
            int number = buckets.number(tokens);
            assertThat(buckets.length(number)).isGreaterThanOrEqualTo(tokens);
            if (number > 0) {
                assertThat(buckets.length(number - 1)).isLessThan(tokens);
            }
        }
    }

    private static int[] lengths(LengthBuckets buckets) {
        return IntStream.range(0, buckets.count()).map(buckets::length).toArray();
    }
}
