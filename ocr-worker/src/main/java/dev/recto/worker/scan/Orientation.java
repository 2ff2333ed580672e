package dev.recto.worker.scan;

import static org.bytedeco.tesseract.global.tesseract.OEM_DEFAULT;
import static org.bytedeco.tesseract.global.tesseract.PSM_OSD_ONLY;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.tesseract.TessBaseAPI;
import org.jspecify.annotations.Nullable;

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
        Seen seen = look(page, dpi);
        return seen.certainty > certainty ? Turn.ofDegrees(seen.degrees) : Turn.NONE;
    }

    /** As Tesseract names it; empty where the page has too little text to tell. */
    public Optional<String> script(GrayImage page, int dpi) {
        return look(page, dpi).script;
    }

    private record Seen(int degrees, double certainty, Optional<String> script) {
        private static final Seen NOTHING = new Seen(0, 0, Optional.empty());
    }

    private Seen look(GrayImage page, int dpi) {
        try (IntPointer degrees = new IntPointer(1);
                FloatPointer certain = new FloatPointer(1);
                PointerPointer<BytePointer> script = new PointerPointer<>(1);
                FloatPointer scriptCertain = new FloatPointer(1)) {
            api.SetImage(page.pixels(), page.width(), page.height(), 1, page.width());
            api.SetSourceResolution(dpi);
            return api.DetectOrientationScript(degrees, certain, script, scriptCertain)
                    ? new Seen(degrees.get(), certain.get(), name(script.get(BytePointer.class, 0)))
                    : Seen.NOTHING;
        } finally {
            api.Clear();
        }
    }

    private static Optional<String> name(@Nullable BytePointer script) {
        return script == null || script.isNull()
                ? Optional.empty()
                : Optional.of(new String(script.getStringBytes(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        api.End();
        api.close();
    }
}
