package dev.recto.worker.engine;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.decode.StepOutput;
import dev.recto.worker.model.Features;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.onnx.Stop;
import java.util.List;

/**
 * A loaded model with a cache of N slots. Prefill, draft, decode and outputs belong to one thread; {@link #encode} and {@link #prompt}
 * may run on another one at the same time. A call that throws leaves slots it did not name as they were; one
 * that is stopped throws {@link java.util.concurrent.CancellationException}.
 */
public interface StepExecutor extends AutoCloseable {
    int slots();

    /** Tokens one slot holds: prompt and generated. */
    int slotTokens();

    /** The vision towers: the features of each view, in order, from one run over images of one size. The caller closes them. */
    List<Features> encode(List<ImageView> views, Stop stop);

    default List<Features> encode(List<ImageView> views) {
        return encode(views, new Stop());
    }

    /** Token embedding and its merge with the features of the page's views: the decoder's input. */
    EncodedPrompt prompt(PreparedPage page, List<Features> features);

    /**
     * Feeds prompt tokens {@code [from, from + count)} into a slot that holds the {@code from} before them.
     * {@link #output} is defined after the last chunk only.
     */
    void prefill(int slot, EncodedPrompt prompt, int from, int count, Stop stop);

    default void prefill(int slot, EncodedPrompt prompt, int from, int count) {
        prefill(slot, prompt, from, count, new Stop());
    }

    /** Most tokens that are drafted for a page in a step; 0 where none are. */
    default int draftTokens() {
        return 0;
    }

    /** Drafts tokens for the rows of the batch that have something to draft from: they are fed behind the rows' own. */
    default void draft(DecodeBatch batch, Stop stop) {}

    default void draft(DecodeBatch batch) {
        draft(batch, new Stop());
    }

    /** Feeds its token to each of the first {@link DecodeBatch#rows()} slots, and what was drafted behind it. */
    void decode(DecodeBatch batch, Stop stop);

    default void decode(DecodeBatch batch) {
        decode(batch, new Stop());
    }

    /**
     * What follows a token fed to the slot; valid until the next prefill or decode. The same object every time.
     *
     * @param place 0 for the slot's own token, or the last one of its prompt; from 1 for those drafted behind it
     */
    StepOutput output(int slot, int place);

    default StepOutput output(int slot) {
        return output(slot, 0);
    }

    @Override
    void close();
}
