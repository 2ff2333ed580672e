package dev.recto.worker.none;

import dev.recto.model.PageDimensions;
import dev.recto.model.PageSize;
import dev.recto.model.ServedModel;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.PageRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Answers every page after a set time, without looking at it. */
record NoneReader(int slots, Duration time) implements PageReader {
    private static final int DPI = 72;

    @Override
    public ServedModel model() {
        return new ServedModel("none", "None", "recto", "Reads nothing; for benchmarks.", 0, slots, List.of());
    }

    @Override
    public PageReading read(PageRequest request) {
        PageSize size = request.page().size();
        PageDimensions dimensions = new PageDimensions(
                (int) Math.max(1, Math.round(size.width())), (int) Math.max(1, Math.round(size.height())), DPI);
        LockSupport.parkNanos(time.toNanos());
        return PageReading.empty(dimensions, Set.of());
    }

    @Override
    public void close() {}
}
