package dev.recto.worker.serving;

import dev.recto.model.ServedModel;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.PageRequest;
import dev.recto.worker.scan.Orientations;
import java.util.concurrent.CompletionStage;

/** Has pages that lie on their side or head read upright, and flags them; whatever is said of places is of the page as shown. */
final class UprightReader implements PageReader {
    private final PageReader reader;
    private final Orientations orientations;

    /** @param orientations closed with the reader */
    UprightReader(PageReader reader, Orientations orientations) {
        this.reader = reader;
        this.orientations = orientations;
    }

    @Override
    public ServedModel model() {
        return reader.model();
    }

    @Override
    public PageReading read(PageRequest request) {
        UprightPage page = new UprightPage(request.page(), orientations, request.cancellation());
        return page.asShown(reader.read(new PageRequest(
                request.options(),
                page,
                request.cancellation(),
                (upright, pictures) -> page.storeAsShown(upright, pictures, request.crops()),
                request.deadline(),
                request.activity())));
    }

    @Override
    public CompletionStage<Throwable> broken() {
        return reader.broken();
    }

    @Override
    public void close() {
        reader.close();
        orientations.close();
    }
}
