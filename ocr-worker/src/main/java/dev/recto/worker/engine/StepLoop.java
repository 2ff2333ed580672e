package dev.recto.worker.engine;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.decode.Sequence;
import dev.recto.worker.decode.Step;
import dev.recto.worker.onnx.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;

/** Steps the model for as long as there are pages: prompt chunks, then a token for every decoding page. */
final class StepLoop implements Runnable {
    private final StepExecutor executor;
    private final EngineQueue queue;
    private final PagesRun run;
    private final EngineListener listener;
    private final DecodeBatch batch;
    private final BiConsumer<DecodeBatch, Stop> draft;
    private final BiConsumer<DecodeBatch, Stop> decode;
    private final List<Sequence<Page>> alone = new ArrayList<>(1);
    private long modelNanos;
    private int newTokens;

    StepLoop(StepExecutor executor, EngineQueue queue, PagesRun run, EngineListener listener) {
        this.executor = executor;
        this.queue = queue;
        this.run = run;
        this.listener = listener;
        draft = executor::draft;
        decode = executor::decode;
        batch = new DecodeBatch(executor.slots(), executor.draftTokens());
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
        newTokens = 0;
        Step<Page> step = queue.plan();
        List<Sequence<Page>> prefills = step.prefills();
        for (int i = 0; i < prefills.size(); i++) {
            prefill(prefills.get(i));
        }
        if (!step.decodes().isEmpty()) {
            decode(step);
            listener.stepped(newTokens, System.nanoTime() - began - modelNanos);
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
            page.fed().begin(sequence.cachedTokens() - 1);
            endIf(choose(sequence, 0), sequence);
        }
    }

    private void decode(Step<Page> step) {
        List<Sequence<Page>> decodes = step.decodes();
        fill(step.rows(), decodes);
        try {
            draft(decodes);
            feed(decodes);
        } catch (CancellationException stopped) {
            decodes.forEach(queue::wanted);
            return;
        } catch (RuntimeException | Error e) {
            if (decodes.size() == 1 && executor.draftTokens() == 0) {
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

    /**
     * Without drafts. A step that failed has left behind what its rows were: feeding a token again puts it in the same place.
     */
    private void decodeAlone(Sequence<Page> sequence, int rows) {
        alone.clear();
        alone.add(sequence);
        fill(rows, alone);
        try {
            feed(alone);
        } catch (CancellationException stopped) {
            queue.wanted(sequence);
            return;
        } catch (RuntimeException | Error e) {
            fail(sequence, e);
            return;
        }
        decoded(sequence);
    }

    private void draft(List<Sequence<Page>> sequences) {
        if (executor.draftTokens() > 0) {
            for (int i = 0; i < sequences.size(); i++) {
                batch.recall(sequences.get(i).slot(), sequences.get(i).payload().fed());
            }
            timed(sequences, draft);
        }
    }

    private void feed(List<Sequence<Page>> sequences) {
        timed(sequences, decode);
    }

    private void timed(List<Sequence<Page>> sequences, BiConsumer<DecodeBatch, Stop> call) {
        long began = System.nanoTime();
        try {
            call.accept(batch, run.begin(sequences));
        } finally {
            run.end();
            modelNanos += System.nanoTime() - began;
        }
    }

    /** A place counts if its token was drafted as the model chose it, and so did those before it; what lies behind is written over. */
    private void decoded(Sequence<Page> sequence) {
        int slot = sequence.slot();
        int drafted = batch.drafted(slot);
        Page page = sequence.payload();
        page.fed().begin(sequence.cachedTokens());
        int accepted = 0;
        Choice choice = next(sequence, 0);
        while (choice == Choice.GOES_ON
                && accepted < drafted
                && batch.token(slot, accepted + 1) == page.chooser().lastToken()) {
            accepted++;
            choice = next(sequence, accepted);
        }
        if (drafted > 0) {
            listener.checked(drafted, accepted);
        }
        endIf(choice, sequence);
    }

    private Choice next(Sequence<Page> sequence, int place) {
        queue.decoded(sequence);
        newTokens++;
        return choose(sequence, place);
    }

    /** @param fed the pages that get a token; the rows of all others are idle */
    private void fill(int rows, List<Sequence<Page>> fed) {
        batch.begin(rows);
        for (int slot = 0; slot < rows; slot++) {
            Sequence<Page> sequence = queue.holder(slot);
            if (sequence != null) {
                batch.rest(slot, sequence.cachedTokens());
            }
        }
        for (int i = 0; i < fed.size(); i++) {
            Sequence<Page> sequence = fed.get(i);
            Page page = sequence.payload();
            int position = page.position(sequence.fedTokens());
            batch.set(sequence.slot(), page.chooser().lastToken(), sequence.cachedTokens(), position);
        }
    }

    /** What becomes of a page once its next token is chosen. */
    private enum Choice {
        GOES_ON,
        /** From before the token. */
        GOES_BACK,
        ENDS,
        HAS_FAILED
    }

    private Choice choose(Sequence<Page> sequence, int place) {
        Page page = sequence.payload();
        try {
            if (!page.chooser().accept(executor.output(sequence.slot(), place))) {
                return Choice.ENDS;
            }
            int takenBack = page.chooser().takenBack();
            page.fed().followedBy(page.chooser().lastToken());
            queue.takeBack(sequence, takenBack);
            requireRoom(sequence);
            return takenBack == 0 ? Choice.GOES_ON : Choice.GOES_BACK;
        } catch (RuntimeException | Error e) {
            fail(sequence, e);
            return Choice.HAS_FAILED;
        }
    }

    private void endIf(Choice choice, Sequence<Page> sequence) {
        if (choice == Choice.ENDS) {
            Page page = sequence.payload();
            int generated = sequence.generatedTokens();
            queue.end(sequence);
            listener.answered(page.complete(), page.promptTokens(), generated);
        }
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
