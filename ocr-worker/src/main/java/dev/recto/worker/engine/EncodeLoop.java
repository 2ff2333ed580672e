package dev.recto.worker.engine;

import dev.recto.worker.decode.Sequence;
import dev.recto.worker.model.Features;
import dev.recto.worker.model.ImageView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** Takes pages through the vision towers, ahead of the slots: those that wait, up to a limit, share runs where sizes agree. */
final class EncodeLoop implements Runnable {
    private final StepExecutor executor;
    private final EngineQueue queue;
    private final PagesRun run;

    /** Pages taken and not handed on yet: whatever happens, they end. */
    private final Set<Sequence<Page>> left = new LinkedHashSet<>();

    private final int visionBatch;
    private final EngineListener listener;

    EncodeLoop(StepExecutor executor, EngineQueue queue, PagesRun run, int visionBatch, EngineListener listener) {
        this.executor = executor;
        this.queue = queue;
        this.run = run;
        this.visionBatch = visionBatch;
        this.listener = listener;
    }

    @Override
    public void run() {
        boolean inOrder = false;
        try {
            while (queue.awaitEncoding(left, visionBatch)) {
                try {
                    encode(List.copyOf(left));
                } catch (RuntimeException | Error e) {
                    List.copyOf(left).forEach(page -> fail(page, e));
                }
                left.clear();
            }
            inOrder = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("an engine's thread was interrupted", e);
        } finally {
            if (!inOrder) {
                queue.abandonEncoding(left);
            }
        }
    }

    private void encode(List<Sequence<Page>> sequences) {
        List<EncodingPage> pages = sequences.stream().map(EncodingPage::new).toList();
        try {
            encodePages(pages);
        } finally {
            pages.forEach(EncodingPage::close);
        }
    }

    private void encodePages(List<EncodingPage> pages) {
        List<EncodingPage> missing =
                pages.stream().filter(page -> !page.complete()).toList();
        pages.stream().filter(EncodingPage::complete).forEach(this::handOn);
        List<EncodingPage.View> views = new ArrayList<>();
        for (EncodingPage page : missing) {
            try {
                views.addAll(page.views());
            } catch (RuntimeException e) {
                fail(page.sequence(), e);
            }
        }
        ViewBatches.of(views, EncodingPage.View::size, visionBatch).forEach(this::run);
    }

    private void run(List<EncodingPage.View> batch) {
        List<EncodingPage.View> views = batch.stream()
                .filter(view -> queue.wanted(view.page().sequence()))
                .toList();
        if (views.isEmpty()) {
            return;
        }
        List<Sequence<Page>> sequences =
                views.stream().map(view -> view.page().sequence()).distinct().toList();
        List<Features> features;
        try {
            features = encode(views, sequences);
        } catch (CancellationException stopped) {
            sequences.forEach(queue::wanted);
            return;
        } catch (RuntimeException | Error e) {
            if (views.size() == 1) {
                fail(views.getFirst().page().sequence(), e);
            } else {
                listener.batchFailed();
                views.forEach(view -> run(List.of(view)));
            }
            return;
        }
        for (int i = 0; i < views.size(); i++) {
            views.get(i).encoded(features.get(i));
            if (views.get(i).page().complete()) {
                handOn(views.get(i).page());
            }
        }
    }

    private List<Features> encode(List<EncodingPage.View> views, List<Sequence<Page>> sequences) {
        List<ImageView> images = views.stream().map(EncodingPage.View::image).toList();
        try {
            return executor.encode(images, run.begin(sequences));
        } finally {
            run.end();
        }
    }

    private void handOn(EncodingPage page) {
        EncodedPrompt prompt;
        try {
            var _ = run.begin(List.of(page.sequence()));
            prompt = page.prompt(executor);
        } catch (RuntimeException | Error e) {
            fail(page.sequence(), e);
            return;
        } finally {
            run.end();
        }
        page.close();
        left.remove(page.sequence());
        queue.encoded(page.sequence(), prompt);
    }

    private void fail(Sequence<Page> page, Throwable cause) {
        left.remove(page);
        queue.end(page);
        page.payload().fail(EngineException.Reason.MODEL_FAILED, cause);
    }
}
