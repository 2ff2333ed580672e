package dev.recto.worker.reader;

import dev.recto.model.ServedModel;
import java.util.concurrent.CompletionStage;

/** An engine, warm and serving one model. Thread-safe; at most {@link ServedModel#slots()} pages are under way at once. */
public interface PageReader extends AutoCloseable {
    ServedModel model();

    /**
     * Starts reading and returns at once. Fails with {@link PageFaultException}; anything else counts as
     * {@link dev.recto.model.PageFault#ENGINE}. Ends soon after {@link PageRequest#cancellation()} was requested.
     */
    CompletionStage<PageReading> read(PageRequest request);

    /** Frees the model. Called once no page is under way. */
    @Override
    void close();
}
