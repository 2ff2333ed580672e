package dev.recto.worker.tesseract;

import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReaderProvider;
import dev.recto.worker.version.VersionDigest;
import dev.recto.worker.version.VersionedReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

@ApplicationScoped
class TesseractReaderProvider implements PageReaderProvider {
    /** Options that only say how fast it is. */
    private static final Set<String> SPEED = Set.of("enabled", "slots", "further-languages", "data-directory");

    private final TesseractConfig config;
    private final Config all;

    TesseractReaderProvider(TesseractConfig config, Config all) {
        this.config = config;
        this.all = all;
    }

    @Override
    public List<PageReader> open() {
        if (!config.enabled()) {
            return List.of();
        }
        PageReader reader = new TesseractReader(config, new TesseractData(config.dataDirectory()));
        return List.of(new VersionedReader(reader, all, false, this::addTo));
    }

    private void addTo(VersionDigest digest) throws IOException {
        digest.options(TesseractConfig.class, SPEED);
        if (config.dataDirectory().isPresent()) {
            digest.files(config.dataDirectory().get());
        }
    }
}
