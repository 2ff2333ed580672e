package dev.recto.worker.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.decode.Generation;
import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.decode.Sampling;
import dev.recto.worker.decode.StepOutput;
import dev.recto.worker.decode.TopLogits;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.model.PreparedPage;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopRowsTest {
    private static final int TOKENS = 40;
    private static final GoldenCase GOLDEN =
            GoldenCase.of(GoldenCase.SNAPSHOTS.getFirst()).getFirst();

    @TempDir
    private Path cache;

    @Test
    void theLargestLogitsOfEachRowAreThoseOfTheWholeRow() {
        try (SessionExecutor executor = open(64)) {
            prefill(executor, 0);
            prefill(executor, 1);
            check(executor.output(0));
            check(executor.output(1));
            DecodeBatch batch = new DecodeBatch(2);
            PreparedPage page = GOLDEN.page();
            batch.begin(2);
            batch.set(0, 5, page.inputIds().length, page.nextPosition());
            batch.set(1, 9, page.inputIds().length, page.nextPosition());
            executor.decode(batch);
            check(executor.output(0));
            check(executor.output(1));
            assertThat(executor.output(0).logits().clone())
                    .isNotEqualTo(executor.output(1).logits());
        }
    }

    private static void check(StepOutput output) {
        float[] logits = output.logits().clone();
        TopLogits top = requireNonNull(output.top());
        List<Integer> ids = IntStream.range(0, logits.length)
                .boxed()
                .sorted(Comparator.comparingDouble(id -> -logits[id]))
                .limit(64)
                .toList();
        assertThat(IntStream.range(0, top.count()).map(top::id).boxed()).containsExactlyElementsOf(ids);
        for (int i = 0; i < top.count(); i++) {
            assertThat(top.logit(i)).isEqualTo(logits[top.id(i)]);
        }
    }

    @Test
    void noWholeRowComesToMainMemory() {
        GenerationOptions greedy = GenerationOptions.greedy(Set.of(-1), TOKENS);
        GenerationOptions cool = greedy.withSampling(new Sampling(0.02, 0.9, 7));
        GenerationOptions penalised = greedy.withRepetitionPenalty(1.1);
        assertThat(read(64, greedy).rows).isZero();
        for (GenerationOptions options : List.of(cool, penalised)) {
            Reading of64 = read(64, options);
            Reading ofAll = read(0, options);
            assertThat(of64.tokens).isEqualTo(ofAll.tokens);
            assertThat(ofAll.rows).isGreaterThanOrEqualTo(TOKENS);
            assertThat(of64.rows).isLessThanOrEqualTo(TOKENS / 20);
        }
    }

    private record Reading(List<Integer> tokens, int rows) {}

    private Reading read(int topTokens, GenerationOptions options) {
        PreparedPage page = GOLDEN.page();
        Generation generation = new Generation(options, page.inputIds(), () -> false);
        try (SessionExecutor executor = open(topTokens)) {
            prefill(executor, 0);
            Counting output = new Counting(executor.output(0));
            DecodeBatch batch = new DecodeBatch(1);
            int fed = 0;
            while (generation.accept(output)) {
                batch.begin(1);
                batch.set(0, generation.lastToken(), page.inputIds().length + fed, page.nextPosition() + fed);
                executor.decode(batch);
                fed++;
            }
            return new Reading(IntStream.of(generation.tokens()).boxed().toList(), output.rows);
        }
    }

    private SessionExecutor open(int topTokens) {
        ModelOptions options = ModelOptions.cpu(2).withWeightCache(cache).withTopTokens(topTokens);
        return SessionExecutor.open(GOLDEN.snapshot(), options, 2, 512);
    }

    private static void prefill(SessionExecutor executor, int slot) {
        PreparedPage page = GOLDEN.page();
        try (EncodedPrompt prompt = EncodedPages.prompt(executor, page)) {
            executor.prefill(slot, prompt, 0, page.inputIds().length);
        }
    }

    /** How often a row is copied. */
    private static final class Counting implements StepOutput {
        private final StepOutput output;
        private int rows;

        Counting(StepOutput output) {
            this.output = output;
        }

        @Override
        public int best() {
            return output.best();
        }

        @Override
        public float bestProbability() {
            return output.bestProbability();
        }

        @Override
        public @Nullable TopLogits top() {
            return output.top();
        }

        @Override
        public float[] logits() {
            rows++;
            return output.logits();
        }
    }
}
