package dev.recto.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerHeapTest {
    /** 64 processors do not make a container of 8 GB larger. */
    @ParameterizedTest
    @CsvSource({
        "2, 1, 16384, 1024",
        "32, 1, 65536, 3840",
        "64, 1, 8192, 2760",
        "64, 2, 8192, 1320",
        "64, 1, 2048, 1024",
        "64, 1, 1024, 1024"
    })
    void pagesHaveHeapAsFarAsTheMachineHas(int slots, int workers, long main, int megabytes) {
        assertThat(WorkerHeap.megabytes(slots, workers, main)).isEqualTo(megabytes);
    }
}
