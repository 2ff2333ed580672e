package dev.recto.worker.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesThatFitTest {
    /** At 300 dpi; the heap of a container of 2 GB is 819 MB. */
    @ParameterizedTest
    @CsvSource({
        "2, 1280, 8192, 2",
        "64, 1280, 262144, 11",
        "64, 819, 2048, 7",
        "4, 819, 2048, 4",
        "64, 4096, 5120, 6",
        "64, 16384, 262144, 64",
        "64, 64, 512, 1",
        "1, 1280, 1280, 1"
    })
    void memoryBoundsWhatManyProcessorsCouldRead(int processors, long heap, long main, int pages) {
        assertThat(new PagesThatFit(processors, heap << 20, main << 20).at(300)).isEqualTo(pages);
    }

    @ParameterizedTest
    @CsvSource({"150, 29", "300, 7", "600, 1"})
    void finerPagesAreFewer(int dpi, int pages) {
        assertThat(new PagesThatFit(64, 819 << 20, 16L << 30).at(dpi)).isEqualTo(pages);
    }
}
