package dev.recto.worker.engine;

import dev.recto.worker.decode.Sequence;
import dev.recto.worker.onnx.Stop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The run of the model that one of the engine's threads is in, and for which pages. */
final class PagesRun {
    private final Stop stop = new Stop();
    private List<Sequence<Page>> pages = List.of();

    /** Of a run that was asked to stop. */
    private @Nullable CompletableFuture<Boolean> stopped;

    /** What is handed to the run; requested already if nobody waits for its pages. */
    synchronized Stop begin(List<Sequence<Page>> itsPages) {
        stop.reset();
        pages = itsPages;
        if (inVain()) {
            var _ = askToStop();
        }
        return stop;
    }

    synchronized void end() {
        pages = List.of();
        if (stopped != null) {
            stopped.complete(true);
            stopped = null;
        }
    }

    /** A run goes on for as long as one of its pages is wanted; completes when one that was stopped has ended. */
    synchronized CompletableFuture<?> stopIfInVain() {
        return inVain() ? askToStop().copy() : CompletableFuture.completedFuture(true);
    }

    private CompletableFuture<Boolean> askToStop() {
        if (stopped == null) {
            stopped = new CompletableFuture<>();
            stop.request();
        }
        return stopped;
    }

    private boolean inVain() {
        for (int i = 0; i < pages.size(); i++) {
            if (!pages.get(i).payload().chooser().cancelled()) {
                return false;
            }
        }
        return !pages.isEmpty();
    }
}
