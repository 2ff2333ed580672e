package dev.recto.worker.tesseract;

import dev.recto.worker.reader.PageReader;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The engine with its defaults and one slot. */
public final class TestTesseract {
    private TestTesseract() {}

    public static PageReader open() {
        return new TesseractReaderProvider(config()).open().getFirst();
    }

    static TesseractConfig config() {
        return new SmallRyeConfigBuilder()
                .withMapping(TesseractConfig.class)
                .withDefaultValue("recto.worker.tesseract.slots", "1")
                .build()
                .getConfigMapping(TesseractConfig.class);
    }
}
