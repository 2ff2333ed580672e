package dev.recto.worker.engine;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.decode.Sequence;
import dev.recto.worker.decode.Step;
import dev.recto.worker.onnx.Stop;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Steps the model for as long as there are pages: prompt chunks, then a token for every decoding page. */
final class StepLoop implements Runnable {
    private final StepExecutor executor;
    private final EngineQueue queue;
    private final PagesRun run;
    private final EngineListener listener;
    private final DecodeBatch batch;
    private long modelNanos;

    StepLoop(StepExecutor executor, EngineQueue queue, PagesRun run, EngineListener listener) {
        this.executor = executor;
        this.queue = queue;
        this.run = run;
        this.listener = listener;
        batch = new DecodeBatch(executor.slots());
    }

    @Override
    public void run() {
        try {
            while (queue.awaitStep()) {
                perform();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("an engine's thread was interrupted", e);
        } finally {
            queue.abandon();
        }
    }

    private void perform() {
        long began = System.nanoTime();
        modelNanos = 0;
        Step<Page> step = queue.plan();
        List<Sequence<Page>> prefills = step.prefills();
        for (int i = 0; i < prefills.size(); i++) {
            prefill(prefills.get(i));
        }
        if (!step.decodes().isEmpty()) {
            decode(step);
            listener.stepped(step.decodes().size(), System.nanoTime() - began - modelNanos);
        }
    }

    private void prefill(Sequence<Page> sequence) {
        int tokens = sequence.chunk();
        Page page = sequence.payload();
        long began = System.nanoTime();
        page.startPrefill();
        try {
            Stop stop = run.begin(List.of(sequence));
            executor.prefill(sequence.slot(), page.prompt(), sequence.cachedTokens(), tokens, stop);
        } catch (CancellationException stopped) {
            queue.wanted(sequence);
            return;
        } catch (RuntimeException | Error e) {
            fail(sequence, e);
            return;
        } finally {
            run.end();
        }
        modelNanos += System.nanoTime() - began;
        queue.prefilled(sequence);
        if (sequence.prefilled()) {
            page.prefilled();
            page.chooser().room(room(sequence));
            choose(sequence);
        }
    }

    private void decode(Step<Page> step) {
        List<Sequence<Page>> decodes = step.decodes();
        fill(step.rows(), null);
        try {
            feed(decodes);
        } catch (CancellationException stopped) {
            decodes.forEach(queue::wanted);
            return;
        } catch (RuntimeException | Error e) {
            if (decodes.size() == 1) {
                fail(decodes.getFirst(), e);
            } else {
                listener.stepFailed();
                decodes.forEach(sequence -> decodeAlone(sequence, step.rows()));
            }
            return;
        }
        for (int i = 0; i < decodes.size(); i++) {
            decoded(decodes.get(i));
        }
    }

    /** A step that failed has left behind what its rows were: feeding a token again puts it in the same place. */
    private void decodeAlone(Sequence<Page> sequence, int rows) {
        fill(rows, sequence);
        try {
            feed(List.of(sequence));
        } catch (CancellationException stopped) {
            queue.wanted(sequence);
            return;
        } catch (RuntimeException | Error e) {
            fail(sequence, e);
            return;
        }
        decoded(sequence);
    }

    private void feed(List<Sequence<Page>> sequences) {
        long began = System.nanoTime();
        try {
            executor.decode(batch, run.begin(sequences));
        } finally {
            run.end();
            modelNanos += System.nanoTime() - began;
        }
    }

    private void decoded(Sequence<Page> sequence) {
        queue.decoded(sequence);
        choose(sequence);
    }

    /** @param only the page that gets a token; every decoding one where null */
    private void fill(int rows, @Nullable Sequence<Page> only) {
        batch.begin(rows);
        for (int slot = 0; slot < rows; slot++) {
            Sequence<Page> sequence = queue.holder(slot);
            if (sequence == null) {
                batch.set(slot, 0, 0, 0);
            } else if (!sequence.prefilled() || only != null && only != sequence) {
                batch.set(slot, 0, sequence.cachedTokens(), 0);
            } else {
                Page page = sequence.payload();
                int position = page.position(sequence.fedTokens());
                batch.set(slot, page.chooser().lastToken(), sequence.cachedTokens(), position);
            }
        }
    }

    private void choose(Sequence<Page> sequence) {
        Page page = sequence.payload();
        try {
            if (page.chooser().accept(executor.output(sequence.slot()))) {
                queue.takeBack(sequence, page.chooser().takenBack());
                requireRoom(sequence);
                return;
            }
        } catch (RuntimeException | Error e) {
            fail(sequence, e);
            return;
        }
        int newTokens = sequence.generatedTokens();
        queue.end(sequence);
        listener.answered(page.complete(), page.promptTokens(), newTokens);
    }

    /** Every new token but the last is fed back. */
    private int room(Sequence<Page> sequence) {
        return executor.slotTokens() - sequence.cachedTokens() + 1;
    }

    private void requireRoom(Sequence<Page> sequence) {
        if (sequence.cachedTokens() == executor.slotTokens()) {
            throw new IllegalStateException("the page was to end with its slot");
        }
    }

    private void fail(Sequence<Page> sequence, Throwable cause) {
        queue.end(sequence);
        sequence.payload().fail(EngineException.Reason.MODEL_FAILED, cause);
    }
}
