package dev.recto.worker.engine;

/** A prompt as its executor's decoder reads it. What it holds only that executor knows, and where: in main memory or on a device. */
public interface EncodedPrompt extends AutoCloseable {
    /** Called once, on any thread, when no call is using the prompt. */
    @Override
    void close();
}
