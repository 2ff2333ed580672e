package dev.recto.tools.specimen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.BlockType;
import dev.recto.model.ReadOptions;
import dev.recto.tracing.Activity;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.PageRequest;
import dev.recto.worker.tesseract.DefaultTesseract;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Columns, pictures, initials, slides, receipts and forms. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LayoutPagesTest {
    private static final double SOME_WORDS = 0.03;

    private final PageReader reader = DefaultTesseract.open();

    @AfterAll
    void close() {
        reader.close();
    }

    static List<Specimen> pages() {
        return LayoutSpecimens.of(11);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isReadInOrder(Specimen page) {
        PageReading reading = reader.read(new PageRequest(
                ReadOptions.DEFAULT,
                page.page(),
                new Cancellation(),
                (raster, pictures) -> {},
                Instant.MAX,
                Activity.NONE));
        assertThat(ReadingOrder.of(page.truth(), reading.markdown()))
                .as(reading.markdown())
                .isEqualTo(1);
        assertThat(WordError.of(page.truth(), reading.markdown()))
                .as(reading.markdown())
                .isLessThan(SOME_WORDS);
        boolean larger = page.name().startsWith("lower case");
        if (larger) {
            assertThat(reading.blocks()).noneMatch(block -> block.type() == BlockType.TITLE);
        }
    }
}
