package dev.recto.worker.task;

import dev.recto.model.PageDimensions;
import dev.recto.model.ServedModel;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.PageRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** Reads what a test lets it read, when the test does, and breaks when the test breaks it. */
final class ScriptedReader implements PageReader {
    static final PageReading READING = PageReading.empty(new PageDimensions(10, 10, 72), Set.of());

    record Page(PageRequest request, CompletableFuture<PageReading> reading) {}

    final BlockingQueue<Page> pages = new LinkedBlockingQueue<>();
    final CompletableFuture<Throwable> broken = new CompletableFuture<>();
    final CompletableFuture<Boolean> closed = new CompletableFuture<>();
    private final List<Page> begun = new CopyOnWriteArrayList<>();
    private final ServedModel model;

    ScriptedReader(String model, int slots) {
        this.model = new ServedModel(model, model, "test", "", 0, slots, List.of());
    }

    @Override
    public ServedModel model() {
        return model;
    }

    @Override
    public PageReading read(PageRequest request) {
        Page page = new Page(request, new CompletableFuture<>());
        begun.add(page);
        pages.add(page);
        return page.reading.join();
    }

    @Override
    public CompletionStage<Throwable> broken() {
        return broken;
    }

    /** Whoever still reads a page does not wait for the test any more. */
    @Override
    public void close() {
        begun.forEach(page -> page.reading.cancel(false));
        closed.complete(true);
    }
}
