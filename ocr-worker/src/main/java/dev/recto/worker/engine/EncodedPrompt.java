package dev.recto.worker.engine;

/** A prompt as the decoder reads it, embeddings and positions, in memory of the executor that made it. */
public interface EncodedPrompt extends AutoCloseable {
    /** Prompt tokens, image tokens included. */
    int tokens();

    /** Called once, on any thread, when no call is using the prompt. */
    @Override
    void close();
}
