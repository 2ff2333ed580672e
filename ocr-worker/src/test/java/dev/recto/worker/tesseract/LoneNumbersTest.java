package dev.recto.worker.tesseract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Box;
import dev.recto.worker.layout.Line;
import dev.recto.worker.layout.Region;
import dev.recto.worker.layout.Word;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two columns of two lines, at 100 and at 600. */
class LoneNumbersTest {
    private static final List<Region> COLUMNS = List.of(
            text(line(100, 0, "Harbour"), line(100, 40, "Quay")), text(line(600, 0, "Ships"), line(600, 40, "Lamps")));

    @Test
    void aNumberIsBehindItsColumn() {
        assertThat(with(line(400, 40, "7"), line(900, 0, "8"), line(900, 40, "9")))
                .containsExactly("Harbour", "Quay", "7", "Ships", "Lamps", "8", "9");
    }

    @Test
    void oneBeforeAllColumnsIsBehindTheFirst() {
        assertThat(with(line(20, 0, "1"), line(20, 40, "2")))
                .containsExactly("Harbour", "Quay", "1", "2", "Ships", "Lamps");
    }

    private static List<String> with(Line... numbers) {
        return Region.lines(LoneNumbers.placed(COLUMNS, List.of(numbers)))
                .map(Line::text)
                .toList();
    }

    private static Region text(Line first, Line second) {
        return new Region.Text(first.box(), List.of(List.of(first, second)));
    }

    private static Line line(int left, int top, String text) {
        return new Line(List.of(new Word(text, new Box(left, top, left + 10 * text.length(), top + 20), 1)), 20);
    }
}
