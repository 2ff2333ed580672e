package dev.recto.worker.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Box;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words are given with their confidence: {@code Upper@0.9 Forest@0.5}. */
class DoubtfulCellTest {
    private static final Box ROOM = new Box(0, 0, 100, 20);
    private static final Optional<NumberFormat> WORDS = Optional.empty();
    private static final Optional<NumberFormat> HUNDREDTHS = NumberFormat.of(List.of("1.25", "2.50", "3.75"));
    private static final Optional<NumberFormat> WHOLE = NumberFormat.of(List.of("125", "250", "375"));

    private static List<Word> words(String text) {
        return Stream.of(text.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.split("@"))
                .map(word -> new Word(word[0], ROOM, Double.parseDouble(word[1])))
                .toList();
    }

    private static DoubtfulCell cell(String text, Optional<NumberFormat> column) {
        return new DoubtfulCell(ROOM, words(text), column);
    }

    @ParameterizedTest
    @CsvSource({
        "Upper@0.95 Hamsterley@0.45 Forest@0.93, Upper@0.96 Forest@0.92",
        "New@0.95 Yk@0.4, New@0.96",
        "Upper@0.4, Uper@0.9",
    })
    void noWordIsLost(String first, String second) {
        assertThat(cell(first, WORDS).isBetter(words(second))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-1.23@0.83, 1.23@0.88", "12.34@0.83, 2.34@0.95", "(1.23)@0.83, 1.23@0.9"})
    void noDigitOrSignIsLost(String first, String second) {
        assertThat(cell(first, HUNDREDTHS).isBetter(words(second))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1.23@0.83, -1.23@0.88", "1.28@0.83, 1.23@0.9", "123@0.9, 1.23@0.6"})
    void whatReadsMoreOrSurerIsBelieved(String first, String second) {
        assertThat(cell(first, HUNDREDTHS).isBetter(words(second))).isTrue();
    }

    @Test
    void aSpeckIsNoPointWhereNumbersHaveNone() {
        assertThat(cell("1250@0.8", WHOLE).isBetter(words("12.50@0.6"))).isFalse();
        assertThat(cell("-123@0.8", HUNDREDTHS).isBetter(words("1.23@0.6"))).isFalse();
    }

    @Test
    void aRuleIsNoNumber() {
        assertThat(cell("", WHOLE).isBetter(words("1@0.9"))).isFalse();
        assertThat(cell("12@0.82", WHOLE).isBetter(words("|12@0.9"))).isFalse();
        assertThat(cell("", WHOLE).isBetter(words("17@0.9"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "70.3@0.9 +@0.9 0.2@0.9, 70.3 ± 0.2",
        "70.3@0.9 4@0.8 0.2@0.9, 70.3 ± 0.2",
        "70.3+40.2@0.8, 70.3±0.2",
        "70.3402@0.8, 70.3±0.2",
        "70.3402@0.9, 70.3402",
        "70.3@0.9 +0.2@0.9 a@0.9, 70.3±0.2a",
        "703@0.9 +@0.9 02@0.9, 70.3 ± 0.2",
        "70.3+0.25@0.9, 70.3+0.25",
        "7.3@0.9 +@0.9 0.2@0.9, 7.3 + 0.2",
    })
    void strokesShowByHowMuchANumberMayBeMoreOrLess(String read, String shown) {
        Optional<NumberFormat> column = NumberFormat.of(List.of("71.4 + 0.3", "69.0 ± 0.4", "70.3402"));
        assertThat(cell(read, column).isOfDoubtfulSign()).isTrue();
        assertThat(cell(read, column).shaped(words(read), "dd.d±d.d"))
                .extracting(Word::text)
                .containsExactly(shown.split(" "));
    }

    @Test
    void aTickBoxIsNotReadAgain() {
        assertThat(cell("☐@1", WHOLE).isDoubtful()).isFalse();
        assertThat(cell("☑@1 yes@0.5", WORDS).isDoubtful()).isFalse();
        assertThat(cell("yes@0.5", WORDS).isDoubtful()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"24.79@0.9, 24.7@0.6 g@0.6", "1250@0.9, 12.50@0.55", "12.50@0.9, -12.50@0.55"})
    void whatIsReadTwiceNeedNotBeSurer(String first, String second) {
        Optional<NumberFormat> format =
                first.startsWith("24") ? NumberFormat.of(List.of("12.3 g", "22.8 g", "4.1 g")) : HUNDREDTHS;
        assertThat(cell(first, format).better(words(second), words(second))).contains(words(second));
    }

    @ParameterizedTest
    @CsvSource({"-12.50@0.9, 12.50@0.7", "12.50@0.9, 2.50@0.7", "12.50@0.9, 12.5@0.7"})
    void whatLosesSomethingIsNotBelievedThoughReadTwice(String first, String second) {
        assertThat(cell(first, HUNDREDTHS).better(words(second), words(second))).isEmpty();
    }

    @Test
    void theSurerOfTwoReadingsIsAskedFor() {
        DoubtfulCell cell = cell("1.28@0.83", HUNDREDTHS);
        assertThat(cell.better(words("1.20@0.6"), words("1.23@0.9"))).contains(words("1.23@0.9"));
        assertThat(cell.better(words("1.23@0.7"), words("1.20@0.7"))).isEmpty();
    }

    @Test
    void whatFitsItsColumnIsPreferredToWhatIsSurer() {
        DoubtfulCell cell = cell("125@0.9", HUNDREDTHS);
        assertThat(cell.better(words("125@0.95"), words("1.25@0.6"))).contains(words("1.25@0.6"));
        assertThat(cell.confirms(words("125@0.95"))).isFalse();
    }

    @Test
    void aReadingThatIsAgreedToStays() {
        assertThat(cell("12@0.5 %@0.5", WHOLE).confirms(words("12%@0.9"))).isTrue();
        assertThat(cell("", WHOLE).confirms(List.of())).isFalse();
    }

    @Test
    void noDigitIsLostThoughTheOtherIsMuchSurer() {
        assertThat(cell("112.50@0.5", HUNDREDTHS).isBetter(words("12.50@0.9"))).isFalse();
    }

    @Test
    void aNumberIsMendedByItsStrokesAndAWordIsNot() {
        assertThat(cell("125@0.9", HUNDREDTHS).shaped(words("125@0.9"), "d.dd"))
                .containsExactly(words("1.25@0.9").getFirst());
        assertThat(cell("one@0.9", WORDS).shaped(words("one@0.9"), "d.dd"))
                .containsExactly(words("one@0.9").getFirst());
    }

    @Test
    void aPointThatWasReadWithCertaintyDividesNoThousands() {
        Optional<NumberFormat> thousands = NumberFormat.of(List.of("12,450", "1,204", "3,115", "1.082"));
        assertThat(cell("1.082@0.9", thousands).shaped(words("1.082@0.9"), "d.ddd"))
                .isEqualTo(words("1.082@0.9"));
        assertThat(cell("1.082@0.6", thousands).shaped(words("1.082@0.6"), "d.ddd"))
                .isEqualTo(words("1,082@0.6"));
    }

    @Test
    void noDigitIsFoundWhereNoStrokeIs() {
        assertThat(cell("6@0.8", WHOLE).shaped(words("66@0.9"), "d")).isEqualTo(words("6@0.8"));
        assertThat(cell("6@0.8", WHOLE).shaped(words("66@0.9"), "dd")).isEqualTo(words("66@0.9"));
        assertThat(cell("6@0.8", WHOLE).shaped(words("66@0.9"), "?")).isEqualTo(words("66@0.9"));
    }

    @ParameterizedTest
    @CsvSource({"-0.49@0.6 ©@0.9", "-@0.9 1.25@0.9", "«1.25@0.9"})
    void specksAreNoPartOfANumber(String second) {
        assertThat(cell("125@0.6", HUNDREDTHS).better(words(second), words(second)))
                .isEmpty();
    }
}
