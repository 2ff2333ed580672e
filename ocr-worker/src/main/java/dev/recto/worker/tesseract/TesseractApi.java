package dev.recto.worker.tesseract;

import static org.bytedeco.tesseract.global.tesseract.OEM_DEFAULT;
import static org.bytedeco.tesseract.global.tesseract.OEM_LSTM_ONLY;
import static org.bytedeco.tesseract.global.tesseract.PSM_AUTO;
import static org.bytedeco.tesseract.global.tesseract.PSM_OSD_ONLY;

import dev.recto.worker.reader.Cancellation;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.tesseract.CANCEL_FUNC;
import org.bytedeco.tesseract.ETEXT_DESC;
import org.bytedeco.tesseract.ResultIterator;
import org.bytedeco.tesseract.TessBaseAPI;

/** Tesseract's state for one thread: about 100 MB, of which {@link #close} frees every byte. */
final class TesseractApi implements AutoCloseable {
    /** Tesseract writes remarks on every page otherwise. */
    private static final String NO_DEBUG = "/dev/null";

    static {
        // Tesseract's bindings otherwise refuse every allocation while the process, models included, is larger than
        // twice its heap.
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    }

    private final TessBaseAPI text = new TessBaseAPI();
    private final TessBaseAPI orientation = new TessBaseAPI();

    TesseractApi(Path data, List<String> languages) {
        init(text, data, String.join("+", languages), OEM_LSTM_ONLY);
        text.SetPageSegMode(PSM_AUTO);
        init(orientation, data, TesseractData.ORIENTATION, OEM_DEFAULT);
        orientation.SetPageSegMode(PSM_OSD_ONLY);
    }

    /** What the image shows, boxes in its pixels. */
    Recognition recognize(GrayImage image, int dpi, Cancellation cancellation) {
        try (ETEXT_DESC monitor = new ETEXT_DESC();
                CancelFunction cancel = new CancelFunction(cancellation)) {
            monitor.cancel(cancel);
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

    /** How the text must be turned to stand upright. */
    Turn orientation(GrayImage image, int dpi) {
        try (IntPointer degrees = new IntPointer(1);
                FloatPointer certainty = new FloatPointer(1);
                PointerPointer<BytePointer> script = new PointerPointer<>(1);
                FloatPointer scriptCertainty = new FloatPointer(1)) {
            orientation.SetImage(image.pixels(), image.width(), image.height(), 1, image.width());
            orientation.SetSourceResolution(dpi);
            boolean found = orientation.DetectOrientationScript(degrees, certainty, script, scriptCertainty);
            return found && certainty.get() > 0 ? Turn.ofDegrees(degrees.get()) : Turn.NONE;
        } finally {
            orientation.Clear();
        }
    }

    @Override
    public void close() {
        text.End();
        text.close();
        orientation.End();
        orientation.close();
    }

    private static void init(TessBaseAPI api, Path data, String languages, int mode) {
        if (api.Init(data.toString(), languages, mode) != 0) {
            throw new IllegalStateException("Tesseract can't load " + languages);
        }
        api.SetVariable("debug_file", NO_DEBUG);
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
