package dev.recto.worker.scan;

import static org.bytedeco.tesseract.global.tesseract.OEM_DEFAULT;
import static org.bytedeco.tesseract.global.tesseract.PSM_OSD_ONLY;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.tesseract.TessBaseAPI;

/** Which way up the text of a page stands, whatever its script, as Tesseract sees it. For one thread. */
public final class Orientation implements AutoCloseable {
    public static final String DATA = "osd";
    /** Tesseract writes remarks on every page otherwise. */
    private static final String NO_DEBUG = "/dev/null";

    static {
        Bindings.setUp();
    }

    private final TessBaseAPI api = new TessBaseAPI();

    /** @param data folder with its file, which is read now and not again */
    public Orientation(Path data) {
        if (api.Init(data.toString(), DATA, OEM_DEFAULT) != 0) {
            throw new IllegalStateException("Tesseract can't load " + DATA);
        }
        api.SetVariable("debug_file", NO_DEBUG);
        api.SetPageSegMode(PSM_OSD_ONLY);
    }

    /** With the file that comes along. */
    static Orientation bundled() {
        String file = DATA + ".traineddata";
        try (InputStream bundled = Orientation.class.getResourceAsStream("/tessdata/" + file)) {
            Path folder = Files.createTempDirectory("recto-orientation");
            Path copy = folder.resolve(file);
            try {
                Files.copy(Objects.requireNonNull(bundled), copy);
                return new Orientation(folder);
            } finally {
                Files.deleteIfExists(copy);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /**
     * How the page must be turned to stand upright.
     *
     * @param certainty in Tesseract's measure, above which it is to be believed
     */
    public Turn of(GrayImage page, int dpi, double certainty) {
        try (IntPointer degrees = new IntPointer(1);
                FloatPointer certain = new FloatPointer(1);
                PointerPointer<BytePointer> script = new PointerPointer<>(1);
                FloatPointer scriptCertain = new FloatPointer(1)) {
            api.SetImage(page.pixels(), page.width(), page.height(), 1, page.width());
            api.SetSourceResolution(dpi);
            boolean found = api.DetectOrientationScript(degrees, certain, script, scriptCertain);
            return found && certain.get() > certainty ? Turn.ofDegrees(degrees.get()) : Turn.NONE;
        } finally {
            api.Clear();
        }
    }

    @Override
    public void close() {
        api.End();
        api.close();
    }
}
