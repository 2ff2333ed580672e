package dev.recto.tools.specimen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.ReadOptions;
import dev.recto.tracing.Activity;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.ImagePage;
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

/** Pages with something at their edges. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FurniturePagesTest {
    private final PageReader reader = DefaultTesseract.open();

    @AfterAll
    void close() {
        reader.close();
    }

    static List<FurnitureSpecimen> pages() {
        return FurnitureSpecimens.of(11);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void furnitureIsFoundAndTextStays(FurnitureSpecimen page) {
        PageReading reading = read(page.page());
        List<String> blocks = FurnitureSpecimen.blocks(reading);
        assertThat(FurnitureSpecimen.held(page.furniture(), blocks))
                .as(reading.markdown())
                .isEqualTo(page.furniture().size());
        assertThat(FurnitureSpecimen.held(page.text(), blocks)).as("%s", blocks).isZero();
        assertThat(FurnitureSpecimen.held(page.text(), List.of(reading.markdown())))
                .as(reading.markdown())
                .isEqualTo(page.text().size());
    }

    private PageReading read(ImagePage page) {
        return reader.read(new PageRequest(
                ReadOptions.DEFAULT, page, new Cancellation(), (raster, pictures) -> {}, Instant.MAX, Activity.NONE));
    }
}
