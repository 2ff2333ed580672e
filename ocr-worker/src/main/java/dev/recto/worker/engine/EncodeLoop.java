package dev.recto.worker.engine;

import dev.recto.worker.decode.Sequence;

/** Takes pages through the vision towers, one after the other, ahead of the slots. */
final class EncodeLoop implements Runnable {
    private final StepExecutor executor;
    private final EngineQueue queue;

    EncodeLoop(StepExecutor executor, EngineQueue queue) {
        this.executor = executor;
        this.queue = queue;
    }

    @Override
    public void run() {
        try {
            for (var page = queue.awaitEncoding(); page != null; page = queue.awaitEncoding()) {
                encode(page);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void encode(Sequence<Page> sequence) {
        Page page = sequence.payload();
        EncodedPrompt prompt;
        try {
            prompt = page.encode(executor);
        } catch (RuntimeException | Error e) {
            queue.end(sequence);
            page.fail(EngineException.Reason.MODEL_FAILED, e);
            return;
        }
        queue.encoded(sequence, prompt);
    }
}
