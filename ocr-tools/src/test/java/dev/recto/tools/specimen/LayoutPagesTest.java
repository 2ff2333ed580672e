package dev.recto.tools.specimen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.BlockType;
import dev.recto.worker.reader.PageReading;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Columns, pictures, initials, slides, receipts and forms. */
class LayoutPagesTest {
    private static final double SOME_WORDS = 0.03;

    @RegisterExtension
    static final OpenReader READER = new OpenReader();

    static List<Specimen> pages() {
        return LayoutSpecimens.of(11);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isReadInOrder(Specimen page) {
        PageReading reading = READER.read(page.page());
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
