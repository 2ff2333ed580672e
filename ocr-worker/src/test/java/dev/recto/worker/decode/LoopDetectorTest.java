package dev.recto.worker.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopDetectorTest {
    private static final LoopLimits LIMITS = new LoopLimits(200, 5, 300);

    /** Feeds tokens until there is a loop; returns how many tokens were fed, negative if all were. */
    private static int fed(LoopDetector detector, TokenList tokens, int count, IntUnaryOperator token) {
        for (int i = 0; i < count; i++) {
            tokens.add(token.applyAsInt(i));
            if (detector.check(tokens).isPresent()) {
                return i + 1;
            }
        }
        return -1;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 40, 41, 100, 299, 300})
    void findsLoopsOfEveryLengthAsSoonAsTheLimitsSay(int piece) {
        LoopDetector detector = new LoopDetector(LIMITS);
        TokenList tokens = new TokenList();
        int before = 77;
        assertThat(fed(detector, tokens, before, i -> 10_000 + i)).isNegative();

        int needed = Math.max(200, 5 * piece);

        assertThat(fed(detector, tokens, 5000, i -> i % piece)).isEqualTo(needed);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 19, 300})
    void keepsTheTextUpToTheFirstCopy(int piece) {
        LoopDetector detector = new LoopDetector(LIMITS);
        TokenList tokens = new TokenList();
        OptionalInt kept = OptionalInt.empty();
        for (int i = 0; kept.isEmpty(); i++) {
            tokens.add(i < 50 ? 10_000 + i : (i - 50) % piece);
            kept = detector.check(tokens);
        }

        assertThat(kept).hasValue(50 + piece);
    }

    @Test
    void piecesBeyondTheLongestAreNotLookedFor() {
        assertThat(fed(new LoopDetector(LIMITS), new TokenList(), 5000, i -> i % 301))
                .isNegative();
    }

    @Test
    void anInterruptedRepetitionStartsAnew() {
        LoopDetector detector = new LoopDetector(LIMITS);
        TokenList tokens = new TokenList();

        assertThat(fed(detector, tokens, 5000, i -> i % 190 == 0 ? 10_000 + i : 5))
                .isNegative();
    }

    @Test
    void textOfAFewWordsIsNoLoop() {
        SplittableRandom random = new SplittableRandom(7);

        assertThat(fed(new LoopDetector(LIMITS), new TokenList(), 20_000, i -> random.nextInt(3)))
                .isNegative();
    }

    @Test
    void aTableOfNumbersInEqualRowsIsNoLoop() {
        // <tr><td>n</td>…: nine of ten tokens repeat from row to row.
        assertThat(fed(
                        new LoopDetector(LoopLimits.DEFAULT),
                        new TokenList(),
                        8000,
                        i -> i % 10 == 4 ? 1000 + i : i % 10))
                .isNegative();
    }

    @Test
    void aFormWithTwentyEmptyRowsIsNoLoop() {
        LoopDetector detector = new LoopDetector(LoopLimits.DEFAULT);
        TokenList tokens = new TokenList();
        int row = 2 + 2 * 8;

        assertThat(fed(detector, tokens, 20 * row, i -> i % row == 0 ? 1 : i % row == row - 1 ? 2 : 3 + i % 2))
                .isNegative();
        assertThat(fed(detector, tokens, 20 * row, i -> i % row == 0 ? 1 : i % row == row - 1 ? 2 : 3 + i % 2))
                .isPositive();
    }

    @Test
    void leadersOfATableOfContentsAreNoLoop() {
        assertThat(fed(new LoopDetector(LoopLimits.DEFAULT), new TokenList(), 8000, i -> i % 60 < 50 ? 9 : 1000 + i))
                .isNegative();
    }

    @Test
    void aParagraphThatComesThreeTimesIsNoLoop() {
        assertThat(fed(new LoopDetector(LoopLimits.DEFAULT), new TokenList(), 3 * 400, i -> i % 400))
                .isNegative();
    }
}
