package dev.recto.worker.reader;

import dev.recto.model.ServedModel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An engine, warm and serving one model. Thread-safe; at most {@link ServedModel#slots()} pages are under way at once. */
public interface PageReader extends AutoCloseable {
    ServedModel model();

    /**
     * Starts reading and returns at once. Fails with {@link PageFaultException}, {@link PageNotTriedException} or
     * {@link BrokenEngineException}; anything else counts as {@link dev.recto.model.PageFault#ENGINE}. Ends soon after {@link PageRequest#cancellation()} was requested.
     */
    CompletionStage<PageReading> read(PageRequest request);

    /** Completes with what happened when the engine turns out to be broken: it will read no page any more. */
    default CompletionStage<Throwable> broken() {
        return new CompletableFuture<>();
    }

    /** Frees the model. Called once no page is under way. */
    @Override
    void close();
}
