package dev.recto.worker.textlayer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recto.model.Box;
import dev.recto.model.WordScore;
import dev.recto.worker.document.ClaimedWord;
import dev.recto.worker.reader.ReadWord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PlaceComparisonTest {
    private static final TextLayerLimits LIMITS = new TextLayerLimits(0.1, 0.01, 1, 0.2);
    private static final int LETTER = 10;
    private static final int HEIGHT = 20;

    @Test
    void theSameWordsAtTheirPlacesAgree() {
        assertThat(mismatch(claimed(0, 0, "one line"), read(0, 0, "one line"))).isZero();
        assertThat(mismatch(claimed(0, 0, "One line,"), read(0, 0, "one line"))).isZero();
    }

    @Test
    void orderDoesNotCount() {
        List<ClaimedWord> claims = new ArrayList<>(claimed(0, 100, "below"));
        claims.addAll(claimed(0, 0, "above"));
        List<ReadWord> words = new ArrayList<>(read(0, 0, "above"));
        words.addAll(read(0, 100, "below"));
        assertThat(mismatch(claims, words)).isZero();
    }

    @Test
    void wordsMayBeDividedOtherwise() {
        assertThat(mismatch(claimed(0, 0, "half way 900"), read(0, 0, "half-way 900")))
                .isZero();
        assertThat(mismatch(claimed(0, 0, "abcd"), List.of(word("ab", 0, 0, 2), word("cd", 2 * LETTER, 0, 2))))
                .isZero();
        ClaimedWord wholeLine = new ClaimedWord("\u05D0\u05D1 \u05D2\u05D3", 0, 0, 5 * LETTER, HEIGHT);
        assertThat(mismatch(
                        List.of(wholeLine),
                        List.of(word("\u05D2\u05D3", 0, 0, 2), word("\u05D0\u05D1", 3 * LETTER, 0, 2))))
                .isZero();
    }

    @Test
    void theSameWordElsewhereDoesNotAgree() {
        assertThat(mismatch(claimed(0, 0, "word"), read(0, 15, "word"))).isZero();
        assertThat(mismatch(claimed(0, 0, "word"), read(0, 30, "word"))).isEqualTo(1);
        assertThat(mismatch(claimed(0, 0, "word"), read(200, 0, "word"))).isEqualTo(1);
    }

    @Test
    void numbersInEachOthersPlaceDoNotAgree() {
        List<ClaimedWord> claims = new ArrayList<>(claimed(0, 0, "1200"));
        claims.addAll(claimed(0, 30, "7500"));
        List<ReadWord> words = new ArrayList<>(read(0, 0, "7500"));
        words.addAll(read(0, 30, "1200"));
        assertThat(mismatch(claims, words)).isEqualTo(1);
    }

    @Test
    void lettersMayBeMisreadDigitsMayNot() {
        assertThat(mismatch(claimed(0, 0, "documents"), read(0, 0, "docurnents")))
                .isZero();
        assertThat(mismatch(claimed(0, 0, "total 91234"), read(0, 0, "total 91284")))
                .isCloseTo(0.5, within(0.01));
    }

    @Test
    void whatOneOfBothLacksDiffers() {
        assertThat(mismatch(claimed(0, 0, "shown hidden"), read(0, 0, "shown"))).isCloseTo(0.375, within(0.001));
        assertThat(mismatch(claimed(0, 0, "shown"), read(0, 0, "shown unknown")))
                .isCloseTo(0.41, within(0.01));
    }

    /** What a hostile file may claim. */
    @Test
    @Timeout(60)
    void anythingIsComparedInTime() {
        List<ClaimedWord> claims = IntStream.range(0, 50_000)
                .mapToObj(i -> new ClaimedWord("word" + i, -1e9, -1e9, 1e9, 1e9))
                .toList();
        List<ReadWord> words = read(0, 0, "a few words that were read");
        assertThat(PlaceComparison.isPossible(claims, words)).isTrue();
        assertThat(mismatch(claims, words)).isEqualTo(1);
        assertThat(PlaceComparison.isPossible(
                        claims,
                        IntStream.range(0, 3000).mapToObj(i -> words.getFirst()).toList()))
                .isFalse();
    }

    private static double mismatch(List<ClaimedWord> claims, List<ReadWord> words) {
        return PlaceComparison.of(claims, words, 1, LIMITS).mismatch();
    }

    private static List<ClaimedWord> claimed(int x, int y, String line) {
        return read(x, y, line).stream()
                .map(word -> new ClaimedWord(
                        word.text(),
                        word.box().left(),
                        word.box().top(),
                        word.box().right(),
                        word.box().bottom()))
                .toList();
    }

    private static List<ReadWord> read(int x, int y, String line) {
        List<ReadWord> words = new ArrayList<>();
        int at = x;
        for (String text : line.split(" ")) {
            words.add(word(text, at, y, text.length()));
            at += (text.length() + 1) * LETTER;
        }
        return words;
    }

    private static ReadWord word(String text, int x, int y, int letters) {
        return new ReadWord(new WordScore(text, 1, 0), new Box(x, y, x + letters * LETTER, y + HEIGHT));
    }
}
