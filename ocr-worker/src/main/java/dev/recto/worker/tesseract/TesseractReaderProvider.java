package dev.recto.worker.tesseract;

import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReaderProvider;
import dev.recto.worker.regions.RegionFinder;
import dev.recto.worker.version.VersionDigest;
import dev.recto.worker.version.VersionedReader;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

@ApplicationScoped
class TesseractReaderProvider implements PageReaderProvider {
    /** Options that only say how fast it is, or where files are that count by their contents. */
    private static final Set<String> ELSEWHERE = Set.of(
            "enabled",
            "slots",
            "stop-timeout",
            "further-languages",
            "data-directory",
            "layout",
            "layout.threads",
            "layout.cuda.device",
            "layout.weight-cache");

    private final TesseractConfig config;
    private final MeterRegistry meters;
    private final Config all;

    TesseractReaderProvider(TesseractConfig config, MeterRegistry meters, Config all) {
        this.config = config;
        this.meters = meters;
        this.all = all;
    }

    @Override
    public List<PageReader> open() {
        if (!config.enabled()) {
            return List.of();
        }
        Optional<RegionFinder> layout = layout();
        try {
            PageReader reader = new TesseractReader(config, new TesseractData(config.dataDirectory()), layout);
            return List.of(new VersionedReader(reader, all, false, this::addTo));
        } catch (RuntimeException | Error e) {
            layout.ifPresent(RegionFinder::close);
            throw e;
        }
    }

    private Optional<RegionFinder> layout() {
        return config.layout().snapshot().isEmpty()
                ? Optional.empty()
                : TesseractLayout.open(config, meters.timer("recto.vlm.layout", "model", TesseractReader.MODEL));
    }

    private void addTo(VersionDigest digest) throws IOException {
        digest.options(TesseractConfig.class, ELSEWHERE);
        if (config.dataDirectory().isPresent()) {
            digest.files(config.dataDirectory().get());
        }
        if (config.layout().snapshot().isPresent()) {
            digest.files(config.layout().snapshot().get());
        }
    }
}
