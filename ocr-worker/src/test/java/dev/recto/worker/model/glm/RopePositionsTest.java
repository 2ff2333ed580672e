package dev.recto.worker.model.glm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RopePositionsTest {
    private static final int IMAGE = 9;

    @Test
    void anImageTakesAsManyPositionsAsItsLongerSideHasCells() {
        RopePositions positions =
                RopePositions.of(new int[] {1, IMAGE, IMAGE, IMAGE, IMAGE, IMAGE, IMAGE, 2, 3}, IMAGE, 2, 3);

        assertThat(positions.axes()[0]).containsExactly(0, 1, 1, 1, 1, 1, 1, 4, 5);
        assertThat(positions.axes()[1]).containsExactly(0, 1, 1, 1, 2, 2, 2, 4, 5);
        assertThat(positions.axes()[2]).containsExactly(0, 1, 2, 3, 1, 2, 3, 4, 5);
        assertThat(positions.next()).isEqualTo(6);
    }

    @Test
    void textAloneCountsOn() {
        RopePositions positions = RopePositions.of(new int[] {1, 2}, IMAGE, 0, 0);

        assertThat(positions.axes()).isDeepEqualTo(new int[][] {{0, 1}, {0, 1}, {0, 1}});
        assertThat(positions.next()).isEqualTo(2);
    }
}
