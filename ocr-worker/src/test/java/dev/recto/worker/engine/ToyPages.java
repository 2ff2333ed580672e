package dev.recto.worker.engine;

import dev.recto.worker.decode.Generation;
import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.vlm.PreparedPage;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Pages for {@link ToyExecutor}. */
final class ToyPages {
    private static final int IMAGE_TOKEN = 5;

    private ToyPages() {}

    static PreparedPage page(int... ids) {
        return new PreparedPage(ids, List.of(), IMAGE_TOKEN, null, ids.length);
    }

    /** M-RoPE moves the positions of generated tokens back. */
    static PreparedPage random(Random random, int maximumTokens) {
        int[] ids = random.ints(1 + random.nextInt(maximumTokens), 0, 90).toArray();
        return new PreparedPage(ids, List.of(), IMAGE_TOKEN, null, ids.length - random.nextInt(3));
    }

    static Generation generation(PreparedPage page, int maximumTokens) {
        return generation(page, maximumTokens, () -> false);
    }

    static Generation generation(PreparedPage page, int maximumTokens, BooleanSupplier cancelled) {
        return new Generation(GenerationOptions.greedy(Set.of(), maximumTokens), page.inputIds(), cancelled);
    }
}
