package dev.recto.worker.serving;

import dev.recto.model.PageFault;
import dev.recto.model.ReadOptions;
import dev.recto.worker.engine.EngineException;
import dev.recto.worker.reader.BrokenEngineException;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.reader.PageNotTriedException;

/** What it means for a page that the engine failed on a question about it. */
record EngineFaults(Checkup checkup, ReadOptions options) {
    /**
     * Blocks where the engine has to be looked after. A {@link PageFaultException} if the engine can go on.
     *
     * @param width of what was asked about
     */
    RuntimeException of(EngineException failure, int width, int height) {
        long now = System.nanoTime();
        return switch (failure.reason()) {
            case PROMPT_TOO_LONG -> new PageFaultException(withoutRoom(), failure);
            case QUEUE_FULL -> new PageNotTriedException(failure);
            case CLOSED -> new BrokenEngineException(failure);
            case MODEL_FAILED ->
                checkup.passes(now, width, height)
                        ? new PageFaultException(PageFault.ENGINE, failure)
                        : new BrokenEngineException(failure);
        };
    }

    // A page has a bounded number of tokens, so a prompt that leaves no room is the instruction's fault, if there is
    // one.
    private PageFault withoutRoom() {
        boolean instructed =
                options.prompt() != null || options.annotationPrompt() != null || options.pictureAnnotation() != null;
        return instructed ? PageFault.UNSUPPORTED_OPTION : PageFault.UNDRAWABLE;
    }
}
