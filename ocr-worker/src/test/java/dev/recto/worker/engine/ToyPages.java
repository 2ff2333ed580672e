package dev.recto.worker.engine;

import dev.recto.worker.decode.Generation;
import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.PreparedPage;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Pages for {@link ToyExecutor}. */
final class ToyPages {
    private static final int IMAGE_TOKEN = 5;

    private ToyPages() {}

    /** With a picture of one of three sizes, by the number of ids, whose only value is the first of them. */
    static PreparedPage page(int... ids) {
        return new PreparedPage(ids, picture(ids), IMAGE_TOKEN, null, ids.length);
    }

    private static List<ImageView> picture(int... ids) {
        float[] values = {ids[0]};
        return List.of(new ImageView(ImageView.Kind.PATCHES, values, new long[] {1, 1}, 1, 1 + ids.length % 3));
    }

    /** M-RoPE moves the positions of generated tokens back. */
    static PreparedPage random(Random random, int maximumTokens) {
        int[] ids = random.ints(1 + random.nextInt(maximumTokens), 0, 90).toArray();
        return new PreparedPage(ids, picture(ids), IMAGE_TOKEN, null, ids.length - random.nextInt(3));
    }

    static Generation generation(PreparedPage page, int maximumTokens) {
        return generation(page, maximumTokens, () -> false);
    }

    static Generation generation(PreparedPage page, int maximumTokens, BooleanSupplier cancelled) {
        return new Generation(GenerationOptions.greedy(Set.of(), maximumTokens), page.inputIds(), cancelled);
    }
}
