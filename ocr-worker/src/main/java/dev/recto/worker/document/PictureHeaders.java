package dev.recto.worker.document;

import dev.recto.model.PageFault;
import dev.recto.worker.reader.PageFaultException;
import java.io.UncheckedIOException;
import javax.imageio.IIOException;

/** What a picture's header is held to before its decoder gets it. Unchecked, since PDFBox goes on after most checked exceptions. */
final class PictureHeaders {
    private PictureHeaders() {}

    /** Else it is not as its format has it. */
    static void requireSound(boolean sound) {
        if (!sound) {
            throw new UncheckedIOException(new IIOException("a picture's header is malformed"));
        }
    }

    /** Else it is more than any picture of a page takes. */
    static void requireModest(boolean modest) {
        if (!modest) {
            throw new PageFaultException(PageFault.UNDRAWABLE);
        }
    }
}
