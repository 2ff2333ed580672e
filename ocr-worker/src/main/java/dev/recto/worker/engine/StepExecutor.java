package dev.recto.worker.engine;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.decode.StepOutput;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.onnx.Stop;
import java.util.List;

/**
 * A loaded model with a cache of N slots. Prefill, decode and outputs belong to one thread; {@link #encode} and {@link #prompt}
 * may run on another one at the same time. A call that throws leaves slots it did not name as they were; one
 * that is stopped throws {@link java.util.concurrent.CancellationException}.
 */
public interface StepExecutor extends AutoCloseable {
    int slots();

    /** Tokens one slot holds: prompt and generated. */
    int slotTokens();

    /** The vision towers: the features of each view, in order, from one run over images of one size. */
    List<float[]> encode(List<ImageView> views, Stop stop);

    default List<float[]> encode(List<ImageView> views) {
        return encode(views, new Stop());
    }

    /** Token embedding and its merge with the features of the page's views: the decoder's input. */
    EncodedPrompt prompt(PreparedPage page, List<float[]> features);

    /**
     * Feeds prompt tokens {@code [from, from + count)} into a slot that holds the {@code from} before them.
     * {@link #output} is defined after the last chunk only.
     */
    void prefill(int slot, EncodedPrompt prompt, int from, int count, Stop stop);

    default void prefill(int slot, EncodedPrompt prompt, int from, int count) {
        prefill(slot, prompt, from, count, new Stop());
    }

    /** Feeds one token to each of the first {@link DecodeBatch#rows()} slots. */
    void decode(DecodeBatch batch, Stop stop);

    default void decode(DecodeBatch batch) {
        decode(batch, new Stop());
    }

    /** What follows the last token fed to the slot; valid until the next prefill or decode. The same object every time. */
    StepOutput output(int slot);

    @Override
    void close();
}
