package dev.recto.worker.layout;

import static dev.recto.worker.layout.SomeRegions.line;
import static dev.recto.worker.layout.SomeRegions.paragraph;
import static dev.recto.worker.layout.SomeRegions.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words are set with letters 10 wide and 20 high, spaces 10 wide, lines 30 apart. */
class ListMarkersTest {
    @Test
    void aLetterWithWhichALineBeginsIsAWord() {
        String[] prose = {
            "Il porto era chiuso da quasi un anno", "e la gente passava ogni giorno alle tre", "e nessuno."
        };
        assertThat(markdown(text(paragraph(0, prose)))).isEqualTo(String.join(" ", prose));
        assertThat(markdown(text(paragraph(0, "e la biblioteca."), paragraph(200, "O porto."))))
                .isEqualTo("e la biblioteca.\n\nO porto.");
    }

    @Test
    void aDotThatWasReadAsALetterIsNoWord() {
        assertThat(markdown(text(List.of(marked("e", 0.5, 20, 10))))).startsWith("- first");
        assertThat(markdown(text(List.of(marked("e", 0.9, 9, 10))))).startsWith("- first");
        assertThat(markdown(text(List.of(marked("e", 0.9, 10, 20))))).startsWith("- first");
        assertThat(markdown(text(List.of(marked("e", 0.9, 10, 10))))).startsWith("e first");
        assertThat(markdown(text(List.of(marked("*", 0.7, 6, 10))))).startsWith("- first");
        assertThat(markdown(text(List.of(marked("*", 0.95, 9, 10))))).startsWith("\\* first");
        assertThat(markdown(text(List.of(marked("«", 0.95, 6, 10))))).startsWith("- first");
        assertThat(markdown(text(List.of(marked("«", 0.95, 9, 10))))).startsWith("« first");
    }

    /** @param space behind the mark; words are 10 apart */
    private static Line marked(String mark, double confidence, int height, int space) {
        List<Word> words =
                new ArrayList<>(line(10 + space, 0, 20, "first list item").words());
        words.addFirst(new Word(mark, new Box(0, 0, 10, height), confidence));
        return new Line(words, 20);
    }

    @Test
    void marksOfNotesAndOfRightsStay() {
        assertThat(markdown(text(paragraph(0, "* p < 0.1", "** p < 0.05", "*** p < 0.01"))))
                .isEqualTo("\\* p < 0.1 ** p < 0.05 *** p < 0.01");
        assertThat(markdown(text(paragraph(0, "© 2019 by the harbour")))).isEqualTo("© 2019 by the harbour");
        assertThat(markdown(text(paragraph(0, "« Bonjour », dit-il."), paragraph(200, "« Oui. »"))))
                .isEqualTo("« Bonjour », dit-il.\n\n« Oui. »");
    }

    @Test
    void aDashWithinASentenceIsNoItem() {
        String[] prose = {"The library of the harbour was open until", "– as all of them were – nine, and it was full"};
        assertThat(markdown(text(paragraph(0, prose)))).isEqualTo(String.join(" ", prose));
        assertThat(markdown(text(paragraph(0, "– Ships", "– Books")))).isEqualTo("- Ships\n- Books");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "10. A ship/20. B ship/30. C ship; 10\\. A ship/20\\. B ship/30\\. C ship",
                "1. One/2. Two/5. Five/3. Three/4. Four; 1. One_2. Two/5\\. Five/3. Three_4. Four",
                "1. One/2. Two/1. Again/2. More; 1. One_2. Two/1\\. Again/2\\. More",
                "3. Oktober 1990/9. November 1989; 3\\. Oktober 1990/9\\. November 1989",
                "7. Only; 7. Only",
                "1) One/2) Two; 1) One_2) Two",
                "(1) One/(2) Two; (1) One/(2) Two",
                "1. apples/2. pears; 1. apples_2. pears",
                "1990. A year; 1990\\. A year",
                "1. One/• a dot/2. Two; 1. One_- a dot_2. Two"
            })
    void numbersStayWhatTheyAre(String lines, String markdown) {
        assertThat(markdown(text(paragraph(0, lines.split("/")))))
                .isEqualTo(markdown.replace("/", "\n\n").replace("_", "\n"));
    }

    @Test
    void aDayOfAMonthWithinASentenceIsNoItem() {
        String[] prose = {
            "Die Bibliothek im alten Hafen wurde am", "3. Oktober 1990 eröffnet und war seit dem", "9. Mai zu."
        };
        assertThat(markdown(text(paragraph(0, prose)))).isEqualTo(String.join(" ", prose));
        assertThat(markdown(text(paragraph(0, prose[0]), paragraph(30, prose[1]))))
                .isEqualTo(prose[0] + " " + prose[1]);
        assertThat(markdown(text(paragraph(0, "The harbour had a library of its own and", "3. oder mehr"))))
                .doesNotContain("\n");
    }

    private static String markdown(Region... regions) {
        return PageComposer.compose(List.of(regions), 1000, 0).markdown();
    }
}
