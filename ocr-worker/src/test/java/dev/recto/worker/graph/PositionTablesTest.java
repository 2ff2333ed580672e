package dev.recto.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PositionTablesTest {
    @Test
    void keepsATableOfTheRightSize() {
        float[] table = {1, 2, 3, 4};
        assertThat(PositionTables.resizeSquare(table, 2, 2, 1)).isSameAs(table);
        assertThat(PositionTables.resizeRows(table, 2, 2)).isSameAs(table);
    }

    @Test
    void keepsAConstantAtAnySize() {
        float[] table = new float[5 * 5 * 2];
        Arrays.fill(table, 3);
        for (int side = 1; side < 12; side++) {
            float[] resized = PositionTables.resizeSquare(table, 5, side, 2);
            assertThat(resized).hasSize(side * side * 2);
            for (float value : resized) {
                assertThat(value).isCloseTo(3, Offset.offset(1e-6f));
            }
        }
    }

    @Test
    void keepsChannelsAndAxesApart() {
        float[] table = new float[4 * 4 * 2];
        for (int cell = 0; cell < 16; cell++) {
            table[2 * cell] = cell % 4;
            table[2 * cell + 1] = -cell / 4;
        }
        float[] resized = PositionTables.resizeSquare(table, 4, 2, 2);
        for (int cell = 0; cell < 4; cell++) {
            assertThat(resized[2 * cell] < 1.5).isEqualTo(cell % 2 == 0);
            assertThat(resized[2 * cell + 1] > -1.5).isEqualTo(cell / 2 == 0);
        }
    }

    @Test
    void interpolatesRowsAtTheirCentres() {
        assertThat(PositionTables.resizeRows(new float[] {0, 4}, 4, 1)).containsExactly(0, 1, 3, 4);
        assertThat(PositionTables.resizeRows(new float[] {0, 1, 2, 3}, 2, 1)).containsExactly(0.5f, 2.5f);
    }

    @Test
    void relatesEachQueryToEachKey() {
        // Rows −1, 0 and 1 of a table of width 1 for two cells: the query's place less the key's.
        assertThat(PositionTables.relative(new float[] {-1, 0, 1}, 2, 1)).containsExactly(0, -1, 1, 0);
    }

    @Test
    void marksRowAndColumnOfEachCell() {
        assertThat(PositionTables.cellIndicators(2, 1))
                .containsExactly(0, 1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 1);
    }
}
