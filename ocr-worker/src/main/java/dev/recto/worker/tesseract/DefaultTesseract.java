package dev.recto.worker.tesseract;

import dev.recto.worker.reader.PageReader;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The engine with its defaults and one slot, without a worker around it. */
public final class DefaultTesseract {
    private DefaultTesseract() {}

    public static PageReader open() {
        TesseractConfig config = new SmallRyeConfigBuilder()
                .withMapping(TesseractConfig.class)
                .withDefaultValue("recto.worker.tesseract.slots", "1")
                .build()
                .getConfigMapping(TesseractConfig.class);
        return new TesseractReader(config, new TesseractData(config.dataDirectory()));
    }
}
