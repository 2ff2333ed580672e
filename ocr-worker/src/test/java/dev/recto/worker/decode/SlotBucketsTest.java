package dev.recto.worker.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotBucketsTest {
    @Test
    void roundsUpToPowersOfTwoAndAllSlots() {
        var buckets = new SlotBuckets(12);
        assertThat(IntStream.rangeClosed(0, 12).map(buckets::holding))
                .containsExactly(0, 1, 2, 4, 4, 8, 8, 8, 8, 12, 12, 12, 12);
    }
}
