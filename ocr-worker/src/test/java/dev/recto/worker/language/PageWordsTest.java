package dev.recto.worker.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageWordsTest {
    private static final List<String> ALL = List.of("eng", "deu", "fra", "spa", "ita", "nld", "por");

    /** As Tesseract's English reads them: without accents, or with what resembles them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Die Biicherei am Hafen éffnet jeden Morgen um neun, und im Winter steht auf jedem Tisch eine Lampe.; deu",
                "La bibliotheque du port ouvre chaque matin a neuf heures, et en hiver une lampe est posée sur la table.; fra",
                "La biblioteca del puerto abre cada mafiana a las nueve, y en invierno hay una lampara sobre la mesa.; spa",
                "La biblioteca del porto apre ogni mattina alle nove, e d'inverno c'è una lampada sul tavolo della sala.; ita",
                "De bibliotheek gaat elke morgen om negen uur open, en in de winter staat er een lamp op elke tafel.; nld",
                "A biblioteca do porto abre todas as manhas as nove, e no inverno ha uma lampada em cada mesa da sala.; por"
            })
    void sayWhichLanguageThePageIsRatherWrittenIn(String text, String language) {
        assertThat(words(text).rather(ALL, "eng")).contains(language);
        assertThat(words(text).rather(ALL, language)).isEmpty();
        assertThat(words(text).rather(List.of("eng"), "eng")).isEmpty();
    }

    @Test
    void sayThatAPageIsEnglishWhereItWasReadInAnother() {
        String text =
                "The library by the harbour opens every morning at nine, and in winter there is a lamp on the table.";
        assertThat(words(text).rather(ALL, "deu")).contains("eng");
        assertThat(words(text).rather(ALL, "eng")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12,5 1.310 4711 – 99 % (2024) 8 9 10 11 12 13 14 15",
                "for (int i = 0; i < no; i++) { do { die(as, per); } while (in != null); } // is on a e o",
                "Hamburg Lisbon Utrecht Lyon Porto Bristol Bergen Turin de Vries Anna Brandt Luc Martin",
                "Die Welle"
            })
    void sayNothingOfNumbersNamesAndPrograms(String text) {
        assertThat(words(text).rather(ALL, "eng")).isEmpty();
    }

    @Test
    void aFewQuotedWordsDecideNothing() {
        String english =
                "The keeper of the house said that it was not his but hers and that she had been there before. ";
        assertThat(words(english.repeat(3) + "Das ist nicht von mir und auch nicht von dem")
                        .rather(ALL, "eng"))
                .isEmpty();
    }

    @Test
    void whatIsReadInTwoLanguagesAtOnceIsInOneOfThem() {
        String german = "Die Bücherei ist an jedem Morgen um neun geöffnet, und auf dem Tisch steht eine Lampe.";
        List<String> languages = List.of("eng+deu", "deu", "fra");
        assertThat(words(german).rather(languages, "eng+deu")).isEmpty();
        assertThat(words("La bibliothèque du port est ouverte le matin, et une lampe est sur la table des lecteurs")
                        .rather(languages, "eng+deu"))
                .contains("fra");
    }

    @Test
    void aLanguageWithoutKnownWordsIsNotTold() {
        assertThat(words("Biblioteka w porcie jest otwarta codziennie od rana do wieczora")
                        .rather(List.of("eng", "pol"), "eng"))
                .isEmpty();
    }

    private static PageWords words(String text) {
        return new PageWords(List.of(text.split(" ")));
    }
}
