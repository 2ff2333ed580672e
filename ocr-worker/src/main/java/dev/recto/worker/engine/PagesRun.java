package dev.recto.worker.engine;

import dev.recto.worker.decode.Sequence;
import dev.recto.worker.onnx.Stop;
import java.util.List;

/** The run of the model that one of the engine's threads is in, and for which pages. */
final class PagesRun {
    private final Stop stop = new Stop();
    private List<Sequence<Page>> pages = List.of();

    /** What is handed to the run; requested already if nobody waits for its pages. */
    synchronized Stop begin(List<Sequence<Page>> itsPages) {
        stop.reset();
        pages = itsPages;
        stopIfInVain();
        return stop;
    }

    synchronized void end() {
        pages = List.of();
    }

    /** A run goes on for as long as one of its pages is wanted. */
    synchronized void stopIfInVain() {
        if (pages.isEmpty()) {
            return;
        }
        for (int i = 0; i < pages.size(); i++) {
            if (!pages.get(i).payload().chooser().cancelled()) {
                return;
            }
        }
        stop.request();
    }
}
