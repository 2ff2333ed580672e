package dev.recto.worker.document;

import dev.recto.model.DocumentKind;
import dev.recto.model.PageFault;
import dev.recto.worker.reader.PageFaultException;

/** Heap that decoders take for a pixel, where that is far more than what they make of it. Measured with 49 megapixels. */
final class DecoderMemory {
    private static final int JPEG2000 = 20;
    private static final int WEBP = 28;

    private DecoderMemory() {}

    /** Whether three quarters of the heap suffice. */
    static boolean suffices(DocumentKind kind, long pixels) {
        return suffices(kind, pixels, Runtime.getRuntime().maxMemory());
    }

    static boolean suffices(DocumentKind kind, long pixels, long heap) {
        return pixels <= heap / 4 * 3 / bytesPerPixel(kind);
    }

    /** Of a picture inside a PDF. */
    static void checkJpeg2000(long pixels) {
        if (!suffices(DocumentKind.JPEG2000, pixels)) {
            throw new PageFaultException(PageFault.UNDRAWABLE);
        }
    }

    private static int bytesPerPixel(DocumentKind kind) {
        return switch (kind) {
            case JPEG2000 -> JPEG2000;
            case WEBP -> WEBP;
            case PDF, PNG, JPEG, TIFF, GIF, BMP -> 1;
        };
    }
}
