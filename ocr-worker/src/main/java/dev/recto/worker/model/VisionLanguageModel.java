package dev.recto.worker.model;

import java.util.List;

/**
 * A loaded snapshot: its graphs in sessions, one page at a time, every stage visible. The engine that shares steps between
 * pages is built on the same sessions; this is the view that verification looks through.
 */
public interface VisionLanguageModel extends AutoCloseable {
    int hiddenSize();

    int vocabularySize();

    /** Image features in token order (newline and separator features included), shape [image tokens, hidden]. */
    float[] imageEmbeddings(PreparedPage page);

    /** The same for each of several pages, which go through the vision towers together. */
    List<float[]> imageEmbeddings(List<PreparedPage> pages);

    /** Most pages that go through the vision towers together. */
    int visionBatch();

    /** The decoder's input, shape [S, hidden]. */
    float[] inputEmbeddings(PreparedPage page, float[] imageEmbeddings);

    /** Fills an empty cache and returns the logits of the last position, shape [vocabulary]. */
    Decoding prefill(PreparedPage page, float[] inputEmbeddings);

    @Override
    void close();

    /** A page being decoded alone. */
    interface Decoding extends AutoCloseable {
        /** Logits after the last fed token, shape [vocabulary]; overwritten by {@link #feed}. */
        float[] logits();

        /** Appends a token and computes the next logits. */
        void feed(int token);

        @Override
        void close();
    }
}
