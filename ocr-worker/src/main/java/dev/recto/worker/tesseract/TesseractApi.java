package dev.recto.worker.tesseract;

import static org.bytedeco.tesseract.global.tesseract.OEM_LSTM_ONLY;
import static org.bytedeco.tesseract.global.tesseract.PSM_AUTO;
import static org.bytedeco.tesseract.global.tesseract.PSM_SINGLE_CHAR;
import static org.bytedeco.tesseract.global.tesseract.PSM_SPARSE_TEXT;

import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.scan.Bindings;
import dev.recto.worker.scan.GrayImage;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tesseract.CANCEL_FUNC;
import org.bytedeco.tesseract.ETEXT_DESC;
import org.bytedeco.tesseract.ResultIterator;
import org.bytedeco.tesseract.TessBaseAPI;

/** Tesseract's state for one thread and one language, of which {@link #close} frees every byte. */
final class TesseractApi implements AutoCloseable {
    /** Tesseract writes remarks on every page otherwise. */
    private static final String NO_DEBUG = "/dev/null";

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
    Recognition recognize(GrayImage image, int dpi, Cancellation cancellation) {
        return recognize(image, dpi, PSM_AUTO, cancellation);
    }

    /** Words anywhere in a picture. */
    Recognition labels(GrayImage picture, int dpi, Cancellation cancellation) {
        return recognize(picture, dpi, PSM_SPARSE_TEXT, cancellation);
    }

    /** A letter that fills a picture. */
    Recognition letter(GrayImage picture, int dpi, Cancellation cancellation) {
        return recognize(picture, dpi, PSM_SINGLE_CHAR, cancellation);
    }

    private Recognition recognize(GrayImage image, int dpi, int segmentation, Cancellation cancellation) {
        try (ETEXT_DESC monitor = new ETEXT_DESC();
                CancelFunction cancel = new CancelFunction(cancellation)) {
            monitor.cancel(cancel);
            text.SetPageSegMode(segmentation);
            text.SetImage(image.pixels(), image.width(), image.height(), 1, image.width());
            text.SetSourceResolution(dpi);
            int status = text.Recognize(monitor);
            cancellation.throwIfRequested();
            if (status != 0) {
                throw new IllegalStateException("recognition ended with status " + status);
            }
            try (ResultIterator results = text.GetIterator()) {
                return results == null || results.isNull()
                        ? Recognition.NOTHING
                        : new TesseractResults(results, image.width(), image.height()).recognition();
            }
        } finally {
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
