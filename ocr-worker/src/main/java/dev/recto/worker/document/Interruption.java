package dev.recto.worker.document;

import dev.recto.model.PageFault;
import dev.recto.worker.reader.PageFaultException;

/** To be heeded in every loop that a file controls: nobody waits for the result any more. */
final class Interruption {
    private Interruption() {}

    /** Unchecked, since PDFBox goes on after most checked exceptions. */
    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new PageFaultException(PageFault.UNDRAWABLE);
        }
    }
}
