package dev.recto.worker.reader;

import dev.recto.model.ServedModel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An engine, warm and serving one model. Thread-safe; at most {@link ServedModel#slots()} pages are under way at once. */
public interface PageReader extends AutoCloseable {
    ServedModel model();

    /**
     * Reads the page and stores its pictures. Blocks, on a virtual thread; ends soon after {@link PageRequest#cancellation()} was
     * requested, unless the engine hangs. Whatever else is thrown counts as {@link dev.recto.model.PageFault#ENGINE}.
     *
     * @throws PageFaultException the page can't be read
     * @throws PageNotTriedException the engine has no room
     * @throws BrokenEngineException the engine broke
     */
    PageReading read(PageRequest request);

    /** Completes with what happened when the engine turns out to be broken: it will read no page any more. */
    default CompletionStage<Throwable> broken() {
        return new CompletableFuture<>();
    }

    /** Frees the model. Called once no page is under way. */
    @Override
    void close();
}
