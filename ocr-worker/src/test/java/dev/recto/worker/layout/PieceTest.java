package dev.recto.worker.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Words are drawn with an underscore for each tenth of their height between them. */
class PieceTest {
    @Test
    void numbersWhoseThousandsAreDividedBySpacesArePartedByWiderOnes() {
        assertThat(numbers("413__005__196__804")).containsExactly("413 005 196 804");
        assertThat(numbers("413__005_____196__804")).containsExactly("413 005", "196 804");
    }

    @Test
    void whatANumberMayBeMoreOrLessBelongsToIt() {
        assertThat(numbers("7.0__±__.2__8.2__+__.3")).containsExactly("7.0 ± .2", "8.2 + .3");
        assertThat(numbers("7.0±.2__8.2±.3†")).containsExactly("7.0±.2", "8.2±.3†");
        assertThat(numbers("7.0__±__2__a__<8.1")).containsExactly("7.0 ± 2 a", "<8.1");
    }

    @Test
    void lettersOfNotesAreSmall() {
        assertThat(numbers("12a__14b")).containsExactly("12a", "14b");
        assertThat(numbers("2D__3D")).containsExactly("2D 3D");
    }

    private static List<String> numbers(String drawn) {
        List<Word> words = new ArrayList<>();
        int x = 0;
        for (String word : drawn.split("(?<=_)(?=[^_])")) {
            String text = word.replace("_", "");
            words.add(new Word(text, new Box(x, 0, x + 10 * text.length(), 20), 1));
            x += 10 * text.length() + 2 * (word.length() - text.length());
        }
        return new Piece(words, 20)
                .numbers(word -> false).stream().map(Piece::text).toList();
    }
}
