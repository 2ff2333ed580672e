package dev.recto.worker.document;

import dev.recto.model.DocumentKind;
import dev.recto.model.PageFault;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.memory.HeapBudget;
import dev.recto.worker.memory.PagesThatFit;
import dev.recto.worker.reader.PageFaultException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Heap that decoders and what draws take for a pixel. Measured with 49 megapixels. */
final class DecoderMemory {
    /** Those whose decoders make much more of a picture than it is. Of others the budget of pages is enough. */
    private static final Set<DocumentKind> GREEDY = EnumSet.of(DocumentKind.JPEG2000, DocumentKind.WEBP);

    private static final int JPEG2000 = 20;
    private static final int WEBP = 28;

    /** Colours and transparency of 16 bits, and three bytes to read. */
    private static final int SAMPLES_OF_16_BITS = 11;

    /** Four bytes to draw on, or to decode to, and three to read, with a little beside. */
    private static final int SAMPLES_OF_8_BITS = 8;

    /** Three bytes, with a little beside. */
    private static final int PICTURE = 4;

    /** Of the heap, one part of so many is much for a picture. */
    private static final int MUCH = 8;

    /** Held while a picture is decoded by a greedy decoder that takes much: several at once might take more than there is. */
    private static final ReentrantLock TURN = new ReentrantLock(true);

    private DecoderMemory() {}

    /** Whether three quarters of the heap suffice. */
    static boolean suffices(DocumentKind kind, long pixels) {
        return suffices(kind, pixels, Runtime.getRuntime().maxMemory());
    }

    static boolean suffices(DocumentKind kind, long pixels, long heap) {
        return pixels <= HeapBudget.forPages(heap) / (GREEDY.contains(kind) ? bytesPerPixel(kind) : 1);
    }

    /** Of a page, from when it is drawn until it was read. */
    static long ofPage(DocumentKind kind, long pixels) {
        return pixels * Math.max(bytesPerPixel(kind), PagesThatFit.BYTES_PER_PIXEL);
    }

    /** Of a page of which only the picture is left. */
    static long ofPicture(RgbImage page) {
        return (long) page.width() * page.height() * PICTURE;
    }

    /** Of a page that was drawn. */
    static long ofReading(RgbImage page) {
        return (long) page.width() * page.height() * PagesThatFit.BYTES_PER_PIXEL;
    }

    /** Of a picture inside a PDF. */
    static void checkJpeg2000(long pixels) {
        if (!suffices(DocumentKind.JPEG2000, pixels)) {
            throw new PageFaultException(PageFault.UNDRAWABLE);
        }
    }

    @FunctionalInterface
    interface Decoding<T> {
        T run() throws IOException;
    }

    /** At once, or in turn if the decoder is greedy and takes much. */
    static <T> T decode(DocumentKind kind, long pixels, Decoding<T> decoding) throws IOException {
        return decode(kind, pixels, Runtime.getRuntime().maxMemory(), decoding);
    }

    static <T> T decode(DocumentKind kind, long pixels, long heap, Decoding<T> decoding) throws IOException {
        if (!GREEDY.contains(kind) || pixels <= heap / MUCH / bytesPerPixel(kind)) {
            return decoding.run();
        }
        awaitTurn();
        try {
            return decoding.run();
        } finally {
            TURN.unlock();
        }
    }

    private static void awaitTurn() {
        try {
            TURN.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PageFaultException(PageFault.UNDRAWABLE, e);
        }
    }

    private static int bytesPerPixel(DocumentKind kind) {
        return switch (kind) {
            case JPEG2000 -> JPEG2000;
            case WEBP -> WEBP;
            case PNG, TIFF -> SAMPLES_OF_16_BITS;
            case PDF, JPEG, GIF, BMP -> SAMPLES_OF_8_BITS;
        };
    }
}
