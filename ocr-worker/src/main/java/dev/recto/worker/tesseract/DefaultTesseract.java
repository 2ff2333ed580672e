package dev.recto.worker.tesseract;

import dev.recto.worker.reader.PageReader;
import dev.recto.worker.regions.RegionFinder;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Optional;

/** The engine with its defaults and one slot, without a worker around it. */
public final class DefaultTesseract {
    private DefaultTesseract() {}

    public static PageReader open() {
        return open(Optional.empty());
    }

    /** The same, reading the regions that are found. */
    public static PageReader open(RegionFinder layout) {
        return open(Optional.of(layout));
    }

    private static PageReader open(Optional<RegionFinder> layout) {
        TesseractConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withMapping(TesseractConfig.class)
                .withDefaultValue("recto.worker.tesseract.slots", "1")
                .build()
                .getConfigMapping(TesseractConfig.class);
        return new TesseractReader(config, new TesseractData(config.dataDirectory()), layout);
    }
}
