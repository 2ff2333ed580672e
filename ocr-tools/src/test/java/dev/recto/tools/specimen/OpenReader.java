package dev.recto.tools.specimen;

import dev.recto.model.ReadOptions;
import dev.recto.tracing.Activity;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.PageRequest;
import dev.recto.worker.reader.PageSource;
import dev.recto.worker.tesseract.DefaultTesseract;
import java.time.Instant;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tesseract as it is by default, for the tests of a class. */
final class OpenReader implements AfterAllCallback {
    private final PageReader reader = DefaultTesseract.open();

    PageReading read(PageSource page) {
        return reader.read(new PageRequest(
                ReadOptions.DEFAULT, page, new Cancellation(), (raster, pictures) -> {}, Instant.MAX, Activity.NONE));
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        reader.close();
    }
}
