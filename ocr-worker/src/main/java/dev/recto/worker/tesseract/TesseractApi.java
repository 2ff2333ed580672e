package dev.recto.worker.tesseract;

import static org.bytedeco.tesseract.global.tesseract.OEM_LSTM_ONLY;

import dev.recto.model.Box;
import dev.recto.worker.layout.Region;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.scan.Bindings;
import dev.recto.worker.scan.GrayImage;
import dev.recto.worker.scan.Size;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tesseract.CANCEL_FUNC;
import org.bytedeco.tesseract.ETEXT_DESC;
import org.bytedeco.tesseract.ResultIterator;
import org.bytedeco.tesseract.TessBaseAPI;

/** Tesseract's state for one thread and one language, of which {@link #close} frees every byte. */
final class TesseractApi implements AutoCloseable {
    /** Tesseract writes remarks on every page otherwise. */
    private static final String NO_DEBUG = "/dev/null";

    private static final String WHITELIST = "tessedit_char_whitelist";
    private static final String NUMBER = "0123456789.,:-+()%";

    static {
        Bindings.setUp();
    }

    private final TessBaseAPI text = new TessBaseAPI();

    TesseractApi(Path data, String language) {
        if (text.Init(data.toString(), language, OEM_LSTM_ONLY) != 0) {
            text.close();
            throw new IllegalStateException("Tesseract can't load " + language);
        }
        text.SetVariable("debug_file", NO_DEBUG);
    }

    /** What the image shows, boxes in its pixels. */
    List<Region> recognize(GrayImage image, int dpi, Segmentation segmentation, Cancellation cancellation) {
        try (Shown shown = show(image, dpi)) {
            return shown.recognize(new Box(0, 0, image.width(), image.height()), segmentation, cancellation);
        }
    }

    /** The same of a line in which letters are taken for the digits that they look like. */
    List<Region> recognizeNumber(GrayImage image, int dpi, Cancellation cancellation) {
        text.SetVariable(WHITELIST, NUMBER);
        try {
            return recognize(image, dpi, Segmentation.LINE, cancellation);
        } finally {
            text.SetVariable(WHITELIST, "");
        }
    }

    /** An image that is read until it is closed: one at a time. */
    Shown show(GrayImage image, int dpi) {
        text.SetImage(image.pixels(), image.width(), image.height(), 1, image.width());
        text.SetSourceResolution(dpi);
        return new Shown(image.size());
    }

    final class Shown implements AutoCloseable {
        private final Size size;

        private Shown(Size size) {
            this.size = size;
        }

        /** What a part of the image shows, boxes in the image's pixels. */
        List<Region> recognize(Box part, Segmentation segmentation, Cancellation cancellation) {
            try (ETEXT_DESC monitor = new ETEXT_DESC();
                    CancelFunction cancel = new CancelFunction(cancellation)) {
                monitor.cancel(cancel);
                text.SetPageSegMode(segmentation.mode());
                text.SetRectangle(part.left(), part.top(), part.width(), part.height());
                int status = text.Recognize(monitor);
                cancellation.throwIfRequested();
                if (status != 0) {
                    throw new IllegalStateException("recognition ended with status " + status);
                }
                try (ResultIterator results = text.GetIterator()) {
                    return results == null || results.isNull()
                            ? List.of()
                            : new TesseractResults(results, size.width(), size.height()).regions();
                }
            }
        }

        @Override
        public void close() {
            text.Clear();
        }
    }

    @Override
    public void close() {
        text.End();
        text.close();
    }

    /** Asked by Tesseract between words. */
    private static final class CancelFunction extends CANCEL_FUNC {
        private final Cancellation cancellation;

        CancelFunction(Cancellation cancellation) {
            this.cancellation = cancellation;
        }

        @Override
        public boolean call(Pointer self, int words) {
            return cancellation.requested();
        }
    }
}
