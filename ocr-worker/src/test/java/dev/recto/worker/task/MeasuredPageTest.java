package dev.recto.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.DocumentKind;
import dev.recto.model.PageSize;
import dev.recto.tracing.Activity;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.ImagePage;
import dev.recto.worker.reader.PageRaster;
import dev.recto.worker.reader.PageSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredPageTest {
    /** Else a page would keep its part of the heap for as long as a model reads it. */
    @Test
    void thePageHearsWhatIsKeptOfIt() {
        RgbImage picture = new RgbImage(2, 1, new byte[6]);
        List<RgbImage> kept = new ArrayList<>();
        PageSource page = new PageSource() {
            private final PageSource drawn = new ImagePage(picture, 300);

            @Override
            public DocumentKind kind() {
                return drawn.kind();
            }

            @Override
            public PageSize size() {
                return drawn.size();
            }

            @Override
            public PageRaster draw(int dpi) {
                return drawn.draw(dpi);
            }

            @Override
            public void settle(RgbImage settled) {
                kept.add(settled);
            }
        };
        PageSource measured = new MeasuredPage(page, new SimpleMeterRegistry().timer("drawing"), Activity.NONE);

        measured.settle(measured.draw(300).image());

        assertThat(kept).containsExactly(picture);
    }
}
