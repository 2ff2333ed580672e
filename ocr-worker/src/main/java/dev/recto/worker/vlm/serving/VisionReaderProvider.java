package dev.recto.worker.vlm.serving;

import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReaderProvider;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@ApplicationScoped
class VisionReaderProvider implements PageReaderProvider {
    private final ModelsConfig models;
    private final VisionConfig config;

    VisionReaderProvider(ModelsConfig models, VisionConfig config) {
        this.models = models;
        this.config = config;
    }

    @Override
    public List<PageReader> open() {
        List<PageReader> readers = new ArrayList<>();
        try {
            for (Map.Entry<String, Path> model : models.snapshots().entrySet()) {
                readers.add(VisionReaders.open(model.getKey(), model.getValue(), config));
            }
            return readers;
        } catch (RuntimeException e) {
            readers.forEach(PageReader::close);
            throw e;
        }
    }
}
