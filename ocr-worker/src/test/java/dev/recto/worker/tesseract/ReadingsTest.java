package dev.recto.worker.tesseract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.ReadOptions;
import dev.recto.tracing.Activity;
import dev.recto.tracing.Tracing;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.ImagePage;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageRequest;
import dev.recto.worker.scan.TextPage;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How often a page is read, which is what it costs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadingsTest {
    private static final int DPI = 150;
    private static final int WIDTH = 1240;

    private final PageReader reader = DefaultTesseract.open();

    @AfterAll
    void close() {
        reader.close();
    }

    @Test
    void aCleanPageIsReadOnce() {
        assertThat(readings(TextPage.of(WIDTH, 24, 40))).isOne();
        assertThat(readings(TextPage.of(WIDTH, 24, 1))).isOne();
    }

    @Test
    void aPageWhoseBackShinesThroughIsReadTwice() {
        RgbImage front = TextPage.of(WIDTH, 24, 40);
        byte[] rgb = front.rgb().clone();
        for (int y = 0; y < front.height(); y++) {
            for (int x = 0; x < WIDTH; x++) {
                int behind = front.rgb()[3 * (Math.max(0, y - 10) * WIDTH + WIDTH - 1 - x)] & 0xff;
                int ink = Math.min(front.rgb()[3 * (y * WIDTH + x)] & 0xff, 255 - (255 - behind) * 2 / 5);
                Arrays.fill(rgb, 3 * (y * WIDTH + x), 3 * (y * WIDTH + x) + 3, (byte) ink);
            }
        }
        assertThat(readings(new RgbImage(WIDTH, front.height(), rgb))).isEqualTo(2);
    }

    /** Where its ink is faint the stain is taken for a picture, and the lines that cross it are torn. */
    @Test
    void aPageWithAStainIsReadTwice() {
        RgbImage clean = TextPage.of(WIDTH, 24, 6);
        byte[] rgb = clean.rgb().clone();
        for (int at = 0; at < rgb.length; at++) {
            double x = at / 3 % WIDTH - 800;
            double y = at / 3 / WIDTH - 300;
            double paper = Math.hypot(x, y) < 220 ? 180 : 230;
            rgb[at] = (byte) (paper * (0.4 + 0.6 * (rgb[at] & 0xff) / 255));
        }
        assertThat(readings(new RgbImage(WIDTH, clean.height(), rgb))).isEqualTo(2);
    }

    /** Grain, brought out as if it were ink, would be read for minutes; heavy grain is not read at all. */
    @Test
    void paperIsNotReadAgain() {
        Random random = new Random(7);
        RgbImage paper = TextPage.of(WIDTH, 24, 0);
        byte[] rgb = new byte[paper.rgb().length];
        for (int at = 0; at < rgb.length; at += 3) {
            Arrays.fill(rgb, at, at + 3, (byte) Math.clamp(Math.round(215 + 20 * random.nextGaussian()), 0, 255));
        }
        assertThat(readings(paper)).isOne();
        assertThat(readings(new RgbImage(WIDTH, paper.height(), rgb))).isZero();
    }

    private long readings(RgbImage page) {
        InMemorySpanExporter spans = InMemorySpanExporter.create();
        Tracing tracing = Tracing.to("recto-worker", 1, SimpleSpanProcessor.create(spans));
        try (Activity reading = tracing.root("page", SpanKind.CONSUMER)) {
            reader.read(new PageRequest(
                    ReadOptions.DEFAULT,
                    new ImagePage(page, DPI),
                    new Cancellation(),
                    (raster, pictures) -> {},
                    Instant.MAX,
                    reading));
        }
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals("read copy"))
                .count();
    }
}
