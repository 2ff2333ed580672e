package dev.recto.worker.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LikelyTokensTest {
    private static final int NO_END = -1;
    private static final int TOKENS = 25;

    /** A row of which the largest logits are picked; among equals it takes any. */
    private static final class Row implements StepOutput {
        private final PlainOutput all;
        private final @Nullable TopLogits top;
        private int asked;

        Row(float[] logits, int count, Random random) {
            all = new PlainOutput(logits);
            if (count == 0) {
                top = null;
                return;
            }
            List<Integer> ids =
                    new ArrayList<>(IntStream.range(0, logits.length).boxed().toList());
            Collections.shuffle(ids, random);
            ids.sort(Comparator.comparingDouble(id -> -logits[id]));
            top = new TopLogits(count, logits.length);
            for (int i = 0; i < count; i++) {
                top.set(i, ids.get(i), logits[ids.get(i)]);
            }
        }

        @Override
        public int best() {
            return all.best();
        }

        @Override
        public float bestProbability() {
            return all.bestProbability();
        }

        @Override
        public @Nullable TopLogits top() {
            return top;
        }

        @Override
        public float[] logits() {
            asked++;
            return all.logits();
        }
    }

    /** However flat rows are, how many logits are equal, and what is forbidden or made less likely, or more. */
    @Test
    void theSameTokensAsOfWholeRowsInEveryCase() {
        Random random = new Random(1);
        int answers = 1000;
        int alone = 0;
        for (int i = 0; i < answers; i++) {
            int vocabulary = 30 + random.nextInt(400);
            GenerationOptions options = options(random);
            int[] prompt = random.ints(5, 0, vocabulary).toArray();
            Generation whole = new Generation(options, prompt, () -> false);
            Generation top = new Generation(options, prompt, () -> false);
            float spread = pick(random, 0.3f, 3, 12);
            float step = pick(random, 0, 0, 0.5f);
            boolean goesOn = true;
            while (goesOn) {
                float[] logits = logits(random, vocabulary, spread, step);
                Row row = new Row(logits, 1 + random.nextInt(Math.min(64, vocabulary)), random);
                goesOn = whole.accept(new Row(logits, 0, random));
                assertThat(top.accept(row)).isEqualTo(goesOn);
                assertThat(top.lastToken()).isEqualTo(whole.lastToken());
                alone += row.asked == 0 ? 1 : 0;
            }
            assertThat(top.tokens()).isEqualTo(whole.tokens());
            assertThat(top.confidence()).isEqualTo(whole.confidence());
        }
        assertThat(alone).isBetween(answers * TOKENS / 4, answers * TOKENS * 9 / 10);
    }

    private static GenerationOptions options(Random random) {
        Sampling sampling =
                new Sampling(pick(random, 0, 0.05f, 0.2f, 1, 1.7f), pick(random, 0.4f, 0.9f, 1), random.nextLong());
        GenerationOptions options = GenerationOptions.greedy(Set.of(NO_END), TOKENS)
                .withSampling(sampling)
                .withRepetitionPenalty(pick(random, 1, 1, 1.1f, 2, 0.8f));
        return random.nextInt(3) == 0 ? options.withNgramBan(new NgramBan(1, 20, Set.of())) : options;
    }

    private static float pick(Random random, float... values) {
        return values[random.nextInt(values.length)];
    }

    private static float[] logits(Random random, int vocabulary, float spread, float step) {
        float[] logits = new float[vocabulary];
        for (int id = 0; id < vocabulary; id++) {
            float logit = (float) random.nextGaussian() * spread;
            logits[id] = step == 0 ? logit : Math.round(logit / step) * step;
        }
        return logits;
    }

    /** As a trained model's are: one token far above, a few behind, and a long tail. */
    @Test
    void rowsOfAPageAreHardlyEverAskedFor() {
        Random random = new Random(2);
        int vocabulary = 4_000;
        int rows = 200;
        for (GenerationOptions options : List.of(
                GenerationOptions.greedy(Set.of(NO_END), rows).withRepetitionPenalty(1.1),
                GenerationOptions.greedy(Set.of(NO_END), rows).withNgramBan(new NgramBan(1, 20, Set.of())),
                GenerationOptions.greedy(Set.of(NO_END), rows).withSampling(new Sampling(0.2, 0.9, 3)),
                GenerationOptions.greedy(Set.of(NO_END), rows).withSampling(new Sampling(0.4, 0.95, 3)))) {
            Generation generation = new Generation(options.withSecondTry(Optional.empty()), new int[] {1}, () -> false);
            int asked = 0;
            for (int i = 0; i < rows; i++) {
                float[] logits = logits(random, vocabulary, 2, 0);
                logits[random.nextInt(vocabulary)] = 22;
                logits[random.nextInt(vocabulary)] = 21.5f;
                logits[random.nextInt(vocabulary)] = 19;
                Row row = new Row(logits, 64, random);
                generation.accept(row);
                asked += row.asked;
            }
            assertThat(asked).as("%s", options).isLessThan(rows / 50);
        }
    }
}
