package dev.recto.worker.detector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadingOrderTest {
    private static final float YES = 9;
    private static final float NO = -9;
    private static final float IGNORED = 1e4f;

    @Test
    void aQueryComesBehindAllThatAreSaidToBeBeforeIt() {
        float[] secondThenThirdThenFirst = {
            IGNORED, NO, NO,
            IGNORED, IGNORED, YES,
            IGNORED, IGNORED, IGNORED
        };

        assertThat(ReadingOrder.ranks(secondThenThirdThenFirst, 3)).containsExactly(2, 0, 1);
    }

    @Test
    void noQueriesHaveNoOrder() {
        assertThat(ReadingOrder.ranks(new float[0], 0)).isEmpty();
    }
}
