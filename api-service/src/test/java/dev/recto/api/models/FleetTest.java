package dev.recto.api.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FleetTest {
    private static final int MOST = 8;

    @Test
    void pagesAreSpreadEvenly() {
        assertThat(fleet(2, 4).longestRun(4, MOST)).isEqualTo(2);
        assertThat(fleet(3, 4).longestRun(4, MOST)).isEqualTo(2);
        assertThat(fleet(4, 4).longestRun(4, MOST)).isEqualTo(1);
    }

    @Test
    void aWideWorkerIsGivenAQuarterOfWhatItReadsThoughOthersAreIdle() {
        assertThat(fleet(1000, 64).longestRun(100, 16)).isEqualTo(16);
        assertThat(fleet(1000, 16).longestRun(100, MOST)).isEqualTo(4);
        assertThat(fleet(1000, 2).longestRun(100, MOST)).isEqualTo(1);
    }

    @Test
    void noWorkerIsGivenMoreThanItReadsAtATimeOrThanTheOptionAllows() {
        assertThat(fleet(1, 4).longestRun(100, MOST)).isEqualTo(4);
        assertThat(fleet(1, 64).longestRun(100, MOST)).isEqualTo(MOST);
        assertThat(fleet(1, 64).longestRun(100, 1)).isEqualTo(1);
        assertThat(fleet(1, 64).and(fleet(1, 2)).longestRun(100, MOST)).isEqualTo(2);
    }

    @Test
    void thereAreNoRunsUnlessAllTakeThem() {
        Fleet older = new Fleet(1, 4, 4, false);
        assertThat(fleet(3, 4).and(older).longestRun(100, MOST)).isEqualTo(1);
        assertThat(Fleet.NOBODY.longestRun(100, MOST)).isEqualTo(1);
    }

    @Test
    void ofNothingThereIsNoRun() {
        assertThat(fleet(1, 4).longestRun(0, MOST)).isEqualTo(1);
    }

    private static Fleet fleet(int workers, int slots) {
        return new Fleet(workers, workers * slots, slots, true);
    }
}
