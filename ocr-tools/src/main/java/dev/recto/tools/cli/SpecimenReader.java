package dev.recto.tools.cli;

import dev.recto.model.ReadOptions;
import dev.recto.tools.bench.ProcessUsage;
import dev.recto.tracing.Activity;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.CropStore;
import dev.recto.worker.reader.ImagePage;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.PageRequest;
import java.time.Instant;
import java.util.List;

/** Reads pages, and says how much processors had to do for it. */
record SpecimenReader(PageReader reader) {
    private static final double NANOSECONDS = 1e9;

    record Read(PageReading reading, double seconds) {}

    Read read(ImagePage page) {
        return read(page, List.of());
    }

    Read read(ImagePage page, List<String> languages) {
        long start = ProcessUsage.cpuNanos();
        CropStore none = (raster, pictures) -> {};
        PageReading reading = reader.read(new PageRequest(
                ReadOptions.DEFAULT.withLanguages(languages),
                page,
                new Cancellation(),
                none,
                Instant.MAX,
                Activity.NONE));
        return new Read(reading, (ProcessUsage.cpuNanos() - start) / NANOSECONDS);
    }
}
