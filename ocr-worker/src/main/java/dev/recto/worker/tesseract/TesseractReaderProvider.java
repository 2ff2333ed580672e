package dev.recto.worker.tesseract;

import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReaderProvider;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class TesseractReaderProvider implements PageReaderProvider {
    private final TesseractConfig config;

    TesseractReaderProvider(TesseractConfig config) {
        this.config = config;
    }

    @Override
    public List<PageReader> open() {
        if (!config.enabled()) {
            return List.of();
        }
        return List.of(new TesseractReader(config, new TesseractData(config.dataDirectory())));
    }
}
