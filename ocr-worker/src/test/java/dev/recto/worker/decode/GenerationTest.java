package dev.recto.worker.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recto.model.Confidence;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerationTest {
    private static final int END = 3;
    private static final GenerationOptions GREEDY = GenerationOptions.greedy(Set.of(END), 10);

    private static Generation generation(GenerationOptions options) {
        return new Generation(options, new int[] {0}, () -> false);
    }

    /** Logits that prefer one token of four. */
    private static StepOutput prefer(int token) {
        float[] logits = new float[4];
        logits[token] = 5;
        return new PlainOutput(logits);
    }

    /** The way of an engine that has no logits at hand. */
    private static StepOutput withoutLogits(int best, float probability) {
        return new StepOutput() {
            @Override
            public int best() {
                return best;
            }

            @Override
            public float bestProbability() {
                return probability;
            }

            @Override
            public float[] logits() {
                throw new AssertionError("not needed");
            }
        };
    }

    @Test
    void aLoopIsForgottenOnceAndThenEndsTheAnswer() {
        Generation generation = generation(
                GREEDY.withLoopLimits(new LoopLimits(4, 2, 2)).withSecondTry(Optional.of(new Sampling(0.01, 1, 1))));
        assertThat(accepted(generation, 1, 2, 2, 2)).isTrue();
        assertThat(generation.takenBack()).isZero();
        assertThat(generation.accept(prefer(2))).isTrue();
        assertThat(generation.takenBack()).isEqualTo(3);
        assertThat(generation.takenBack()).isZero();
        assertThat(generation.lastToken()).isEqualTo(2);
        assertThat(generation.retried()).isTrue();
        assertThat(accepted(generation, 1, 1, 1)).isTrue();
        assertThat(generation.accept(prefer(1))).isFalse();
        assertThat(generation.finish()).isEqualTo(FinishReason.LOOP);
        assertThat(generation.tokens()).containsExactly(1, 2, 1);
        assertThat(generation.generatedTokens()).isEqualTo(5 + 4);
    }

    private static boolean accepted(Generation generation, int... tokens) {
        boolean all = true;
        for (int token : tokens) {
            all &= generation.accept(prefer(token));
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY})
    void takesNoTokenOfLogitsThatAreNotFinite(float probability) {
        Generation generation = generation(GREEDY);
        assertThatThrownBy(() -> generation.accept(withoutLogits(1, probability)))
                .isInstanceOf(ArithmeticException.class);
        assertThat(generation.generatedTokens()).isZero();
    }

    @Test
    void endsAtAnEndTokenWhichIsCountedButNotPartOfTheAnswer() {
        Generation generation = generation(GREEDY);

        assertThat(generation.accept(prefer(1))).isTrue();
        assertThat(generation.lastToken()).isEqualTo(1);
        assertThat(generation.accept(prefer(2))).isTrue();
        assertThat(generation.finish()).isNull();
        assertThat(generation.accept(prefer(END))).isFalse();

        assertThat(generation.finish()).isEqualTo(FinishReason.END);
        assertThat(generation.tokens()).containsExactly(1, 2);
        assertThat(generation.generatedTokens()).isEqualTo(3);
        assertThatThrownBy(() -> generation.accept(prefer(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void endsAtTheMaximum() {
        Generation generation = generation(GenerationOptions.greedy(Set.of(END), 2));

        assertThat(generation.accept(prefer(1))).isTrue();
        assertThat(generation.accept(prefer(1))).isFalse();
        assertThat(generation.finish()).isEqualTo(FinishReason.LENGTH);
        assertThat(generation.tokens()).containsExactly(1, 1);
    }

    @Test
    void endsInALoopAndKeepsOneCopy() {
        Generation generation =
                generation(GenerationOptions.greedy(Set.of(END), 1000).withLoopLimits(new LoopLimits(10, 3, 50)));
        int steps = 0;
        generation.accept(prefer(2));
        while (generation.accept(prefer(steps % 2))) {
            steps++;
        }

        assertThat(generation.finish()).isEqualTo(FinishReason.LOOP);
        assertThat(generation.tokens()).containsExactly(2, 0, 1);
        assertThat(generation.generatedTokens()).isEqualTo(11);
    }

    @Test
    void endsWhereTheCacheHasNoMoreRoom() {
        Generation generation = generation(GREEDY);
        generation.room(1);

        assertThat(generation.accept(prefer(1))).isFalse();
        assertThat(generation.finish()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void moreRoomThanTheMaximumChangesNothing() {
        Generation generation = generation(GenerationOptions.greedy(Set.of(END), 1));
        generation.room(100);

        assertThat(generation.accept(prefer(1))).isFalse();
    }

    @Test
    void tellsWhenNobodyWaitsAnyMore() {
        AtomicBoolean cancelled = new AtomicBoolean();
        Generation generation = new Generation(GREEDY, new int[0], cancelled::get);

        assertThat(generation.cancelled()).isFalse();
        cancelled.set(true);
        assertThat(generation.cancelled()).isTrue();
    }

    @Test
    void aBannedTokenGivesWayToTheNextBest() {
        Generation generation = generation(GREEDY.withNgramBan(new NgramBan(1, 5, Set.of())));
        StepOutput output = new PlainOutput(new float[] {0, 5, 4, 1});

        generation.accept(output);
        generation.accept(output);

        assertThat(generation.tokens()).containsExactly(1, 2);
    }

    @Test
    void theRepetitionPenaltyCountsPromptAndAnswerOnceEach() {
        Generation generation = generation(GREEDY.withRepetitionPenalty(2));
        // Token 0 is in the prompt: 5 / 2 < 2.6. Then 1 is 2.6 / 2 < 2.5; a second halving would let 2 win over 0.
        StepOutput output = new PlainOutput(new float[] {5, 2.6f, 2.4f, -1});

        generation.accept(output);
        generation.accept(output);
        generation.accept(output);

        assertThat(generation.tokens()).containsExactly(1, 0, 0);
    }

    @Test
    void theRepetitionPenaltyPushesNegativeLogitsDown() {
        RepetitionPenalty penalty = new RepetitionPenalty(2);
        penalty.add(0);
        penalty.add(1);
        penalty.add(1);
        float[] logits = {-1, 4, 3};

        penalty.apply(logits);

        assertThat(logits).containsExactly(-2, 2, 3);
    }

    @Test
    void greedyPagesNeverAskForLogits() {
        Generation generation = generation(GREEDY.withNgramBan(new NgramBan(3, 90, Set.of())));

        assertThat(generation.accept(withoutLogits(1, 0.5f))).isTrue();
        assertThat(generation.accept(withoutLogits(END, 1))).isFalse();
    }

    @Test
    void aGivenBeginningIsFollowedWhateverTheModelSays() {
        Generation generation = new Generation(GREEDY, new int[] {0}, () -> false, new int[] {2, 1});

        generation.accept(prefer(0));
        generation.accept(prefer(0));
        generation.accept(prefer(0));

        assertThat(generation.tokens()).containsExactly(2, 1, 0);
    }

    @Test
    void confidenceIsMeanAndLowestProbabilityOfTheTokensTaken() {
        Generation generation = generation(GREEDY.withNgramBan(new NgramBan(1, 5, Set.of())));
        assertThat(generation.confidence()).isNull();
        StepOutput output = new PlainOutput(new float[] {
            (float) Math.log(0.2), (float) Math.log(0.5), (float) Math.log(0.25), (float) Math.log(0.05)
        });

        generation.accept(output);
        generation.accept(output);

        Confidence confidence = Objects.requireNonNull(generation.confidence());
        assertThat(confidence.mean()).isEqualTo(0.375, within(1e-6));
        assertThat(confidence.minimum()).isEqualTo(0.25, within(1e-6));
    }

    @Test
    void logitsThatAreNoNumbersAreRefused() {
        assertThatThrownBy(() -> new PlainOutput(new float[] {Float.NaN, Float.NaN}))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void refusesImpossibleOptions() {
        assertThatThrownBy(() -> GenerationOptions.greedy(Set.of(), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GREEDY.withRepetitionPenalty(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
