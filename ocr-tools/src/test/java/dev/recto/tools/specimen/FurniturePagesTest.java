package dev.recto.tools.specimen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.reader.PageReading;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages with something at their edges. */
class FurniturePagesTest {
    @RegisterExtension
    static final OpenReader READER = new OpenReader();

    static List<FurnitureSpecimen> pages() {
        return SomePages.of(FurnitureSpecimens.of(11));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void furnitureIsFoundAndTextStays(FurnitureSpecimen page) {
        PageReading reading = READER.read(page.page());
        List<String> blocks = FurnitureSpecimen.blocks(reading);
        assertThat(FurnitureSpecimen.held(page.furniture(), blocks))
                .as(reading.markdown())
                .isEqualTo(page.furniture().size());
        assertThat(FurnitureSpecimen.held(page.text(), blocks)).as("%s", blocks).isZero();
        assertThat(FurnitureSpecimen.held(page.text(), List.of(reading.markdown())))
                .as(reading.markdown())
                .isEqualTo(page.text().size());
    }
}
