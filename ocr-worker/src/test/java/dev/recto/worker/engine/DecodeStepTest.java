package dev.recto.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.decode.LengthBuckets;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.model.PreparedPage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodeStepTest {
    private static final int SLOTS = 3;
    private static final int SLOT_TOKENS = 600;

    @TempDir
    private Path cache;

    @Test
    void everyNumberOfRowsAndBucketHasAGraphOfItsOwn() {
        var lengths = new LengthBuckets(8192);
        Set<Integer> graphs = new HashSet<>();
        for (int rows = 1; rows <= 64; rows++) {
            for (int bucket = 0; bucket < lengths.count(); bucket++) {
                int graph = DecodeStep.graph(rows, lengths, bucket);
                assertThat(graph).isPositive();
                assertThat(graphs.add(graph)).isTrue();
            }
        }
    }

    /** What steps have built up over the ends of buckets is what one prefill makes of the same tokens. */
    @Test
    void sequencesGrowOverTheEndsOfBuckets() {
        GoldenCase golden = GoldenCase.of(GoldenCase.SNAPSHOTS.getFirst()).stream()
                .filter(one -> one.page().inputIds().length < 200)
                .findFirst()
                .orElseThrow();
        PreparedPage page = golden.page();
        int length = page.inputIds().length;
        int[] tokens = new int[SLOT_TOKENS - length];
        Arrays.setAll(tokens, i -> 7 + i % 90);
        ModelOptions options = ModelOptions.cpu(2).withWeightCache(cache);
        try (SessionExecutor executor = SessionExecutor.open(golden.snapshot(), options, SLOTS, SLOT_TOKENS);
                EncodedPrompt prompt = EncodedPages.prompt(executor, page)) {
            executor.prefill(1, prompt, 0, length);
            DecodeBatch batch = new DecodeBatch(SLOTS);
            int rows = 2;
            for (int i = 0; i < tokens.length; i++) {
                batch.begin(rows);
                batch.set(0, 0, 0, 0);
                batch.set(1, tokens[i], length + i, length + i);
                executor.decode(batch);
                int fed = length + i + 1;
                if (List.of(256, 257, 512, 513, SLOT_TOKENS).contains(fed)) {
                    float[] stepped = executor.output(1).logits().clone();
                    assertThat(stepped)
                            .as("after %d tokens", fed)
                            .containsExactly(
                                    prefilled(executor, page, Arrays.copyOf(tokens, i + 1)), Offset.offset(1e-4f));
                }
            }
        }
    }

    private static float[] prefilled(SessionExecutor executor, PreparedPage page, int[] tokens) {
        int length = page.inputIds().length;
        int[] ids = Arrays.copyOf(page.inputIds(), length + tokens.length);
        System.arraycopy(tokens, 0, ids, length, tokens.length);
        var longer = new PreparedPage(ids, page.views(), page.imageTokenId(), null, ids.length);
        try (EncodedPrompt prompt = EncodedPages.prompt(executor, longer)) {
            executor.prefill(2, prompt, 0, ids.length);
            return executor.output(2).logits();
        }
    }
}
