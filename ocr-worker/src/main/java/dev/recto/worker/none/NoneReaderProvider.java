package dev.recto.worker.none;

import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReaderProvider;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class NoneReaderProvider implements PageReaderProvider {
    private final NoneConfig config;

    NoneReaderProvider(NoneConfig config) {
        this.config = config;
    }

    @Override
    public List<PageReader> open() {
        return config.enabled() ? List.of(new NoneReader(config.slots(), config.time())) : List.of();
    }
}
