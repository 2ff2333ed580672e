package dev.recto.worker.document;

import dev.recto.model.PageFault;
import dev.recto.worker.reader.PageFaultException;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;

/** What a page's content may pile up. */
final class ContentLimits {
    /** The standard's own limit is 28. */
    private static final int MAX_STATES = 2_000;

    /** More are cut with each other at once, and not all together when the next thing is drawn. */
    private static final int MAX_CLIPS = 8;

    private ContentLimits() {}

    static void checkStates(int saved) {
        checkDepth(saved, MAX_STATES);
    }

    static void checkDepth(int depth, int limit) {
        if (depth >= limit) {
            throw new PageFaultException(PageFault.UNDRAWABLE);
        }
    }

    static void mergeClips(PDGraphicsState state) {
        if (state.getCurrentClippingPaths().size() > MAX_CLIPS) {
            state.getCurrentClippingPath();
        }
    }
}
