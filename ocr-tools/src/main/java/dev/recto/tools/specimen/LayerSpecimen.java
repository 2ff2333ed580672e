package dev.recto.tools.specimen;

import dev.recto.model.ReadOptions;
import dev.recto.tools.bench.ProcessUsage;
import dev.recto.tracing.Activity;
import dev.recto.worker.document.DocumentFile;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.PageRequest;
import dev.recto.worker.reader.PageSource;
import dev.recto.worker.textlayer.LayerCheck;
import dev.recto.worker.textlayer.TextLayerLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A PDF of one page with a text layer.
 *
 * @param lies whether the layer says something else than the page shows
 */
public record LayerSpecimen(String name, byte[] pdf, boolean lies) {
    /** The defaults of {@code recto.worker.text-layer-*}. */
    private static final TextLayerLimits LIMITS = new TextLayerLimits(0.1, 0.01, 1, 0.2);

    /** What was read, and what came of holding it against the layer; times are the process's, of processors. */
    public record Outcome(PageReading reading, LayerCheck.Checked checked, long readNanos, long checkNanos) {}

    /** @param exact whether the layer's words are wanted where they agree */
    public Outcome read(PageReader reader, boolean exact) throws IOException {
        Path file = Files.createTempFile("recto-layer", ".pdf");
        try {
            Files.write(file, pdf);
            try (DocumentFile document = DocumentFile.open(file)) {
                return read(reader, document, exact);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static Outcome read(PageReader reader, DocumentFile document, boolean exact) throws IOException {
        PageSource page = document.page(0);
        long start = ProcessUsage.cpuNanos();
        PageReading reading = reader.read(new PageRequest(
                ReadOptions.DEFAULT, page, new Cancellation(), (raster, pictures) -> {}, Instant.MAX, Activity.NONE));
        long read = ProcessUsage.cpuNanos();
        LayerCheck.Checked checked = new LayerCheck(LIMITS)
                .of(
                        document.textLayer(0),
                        page.size(),
                        () -> Optional.of(page.draw(LayerCheck.DPI).image()),
                        reading,
                        exact);
        return new Outcome(reading, checked, read - start, ProcessUsage.cpuNanos() - read);
    }

    @Override
    public String toString() {
        return name;
    }
}
