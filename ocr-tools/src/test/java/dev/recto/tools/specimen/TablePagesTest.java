package dev.recto.tools.specimen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.worker.reader.ImagePage;
import dev.recto.worker.reader.PageReading;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables as they are set, and what only looks like one. */
class TablePagesTest {
    private static final double NEARLY_ALL = 0.9;
    /** A currency that stands apart from its amount is not always seen. */
    private static final double NEARLY_ALL_OF_CURRENCIES = 0.85;

    @RegisterExtension
    static final OpenReader READER = new OpenReader();

    static List<TableSpecimen> tables() {
        return TableSpecimens.of(11);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void cellsAreRead(TableSpecimen page) {
        PageReading reading = read(page.page());
        assertThat(CellScore.of(page.cells(), reading.markdown()).f1())
                .as(reading.markdown())
                .isGreaterThan(page.name().equals("currency") ? NEARLY_ALL_OF_CURRENCIES : NEARLY_ALL);
        assertThat(reading.blocks()).filteredOn(TablePagesTest::isTable).hasSize(1);
    }

    static List<TableSpecimen> pagesWithout() {
        return TableSpecimens.without(11);
    }

    @ParameterizedTest
    @MethodSource("pagesWithout")
    void noTableIsMade(TableSpecimen page) {
        PageReading reading = read(page.page());
        assertThat(reading.blocks()).as(reading.markdown()).noneMatch(TablePagesTest::isTable);
    }

    private static boolean isTable(Block block) {
        return block.type() == BlockType.TABLE;
    }

    private PageReading read(ImagePage page) {
        PageReading reading = READER.read(page);
        assertThat(reading.language()).isEqualTo("eng");
        return reading;
    }
}
