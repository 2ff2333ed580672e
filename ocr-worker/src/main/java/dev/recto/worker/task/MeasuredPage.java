package dev.recto.worker.task;

import dev.recto.model.DocumentKind;
import dev.recto.model.PageSize;
import dev.recto.tracing.Activity;
import dev.recto.tracing.Attribute;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.reader.PageRaster;
import dev.recto.worker.reader.PageSource;
import io.micrometer.core.instrument.Timer;

/** A page whose drawing is timed, and a part of what is being done. */
record MeasuredPage(PageSource page, Timer timer, Activity activity) implements PageSource {
    @Override
    public DocumentKind kind() {
        return page.kind();
    }

    @Override
    public PageSize size() {
        return page.size();
    }

    @Override
    public PageRaster draw(int dpi) {
        Timer.Sample sample = Timer.start();
        try (Activity drawing = activity.child("draw page").with(Attribute.DPI, dpi)) {
            try {
                return page.draw(dpi);
            } catch (PageFaultException e) {
                drawing.failed(e.fault());
                throw e;
            }
        } finally {
            sample.stop(timer);
        }
    }

    @Override
    public void settle(RgbImage picture) {
        page.settle(picture);
    }
}
