package dev.recto.worker.tesseract;

import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReaderProvider;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        try {
            // Tesseract reads the files while it loads and not again.
            Path folder = Files.createTempDirectory("recto-tesseract");
            try {
                TesseractData.prepare(folder, config.languages(), config.dataDirectory());
                return List.of(new TesseractReader(config, folder));
            } finally {
                TesseractData.remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
