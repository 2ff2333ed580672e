package dev.recto.tools.specimen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CellScoreTest {
    private static final List<List<String>> TRUTH =
            List.of(List.of("Item", "2025"), List.of("Rent", "12"), List.of("Total", ""));

    @Test
    void allCellsAreRight() {
        CellScore score = CellScore.of(TRUTH, "Before\n\n| Item | 2025 |\n| --- | --- |\n| Rent | 12 |\n| Total | |");
        assertThat(score).isEqualTo(new CellScore(5, 5, 5));
        assertThat(score.f1()).isEqualTo(1);
    }

    @Test
    void aCellInTheWrongColumnIsWrong() {
        assertThat(CellScore.of(TRUTH, "| Item | | 2025 |\n| --- | --- | --- |\n| Rent | | 12 |\n| Total | | |"))
                .isEqualTo(new CellScore(5, 5, 3));
    }

    @Test
    void rowsThatAreMissingOrTooManyMoveNoOthers() {
        assertThat(CellScore.of(TRUTH, "| Note | |\n| --- | --- |\n| Item | 2025 |\n| Total | |"))
                .isEqualTo(new CellScore(5, 4, 3));
    }

    @Test
    void withoutATableNothingIsFound() {
        CellScore score = CellScore.of(TRUTH, "Item 2025");
        assertThat(score).isEqualTo(new CellScore(5, 0, 0));
        assertThat(score.f1()).isZero();
    }

    @Test
    void barsInCellsAreText() {
        assertThat(CellScore.of(List.of(List.of("a\\|b", "c")), "| a\\|b | c |\n| --- | --- |")
                        .right())
                .isEqualTo(2);
    }
}
