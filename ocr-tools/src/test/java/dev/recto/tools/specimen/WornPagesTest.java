package dev.recto.tools.specimen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.PageFlag;
import dev.recto.worker.reader.PageReading;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages as paper and poor scanners make them. */
class WornPagesTest {
    private static final double SOME_WORDS = 0.05;
    /** Lines at its edges share squares with full ink. */
    private static final double LINES_AT_EDGES = 0.08;

    @RegisterExtension
    static final OpenReader READER = new OpenReader();

    static List<Specimen> specimens() {
        return SomePages.of(WornSpecimens.of(11));
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void isRead(Specimen page) {
        assertThat(WordError.of(page.truth(), READER.read(page.page()).markdown()))
                .isLessThan(page.name().equals("faded zone") ? LINES_AT_EDGES : SOME_WORDS);
    }

    static List<Specimen> blankPages() {
        return SomePages.of(WornSpecimens.blank(11));
    }

    /** A stain or grain may be a picture. */
    @ParameterizedTest
    @MethodSource("blankPages")
    void paperHasNoWords(Specimen page) {
        assertThat(READER.read(page.page()).words()).isEmpty();
    }

    static List<Specimen> emptyPages() {
        return WornSpecimens.blank(11).stream()
                .filter(page -> List.of("thin paper", "thin paper, turned", "heavy grain", "ruled", "raster", "fax")
                        .contains(page.name()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("emptyPages")
    void paperIsBlank(Specimen page) {
        PageReading reading = READER.read(page.page());
        assertThat(reading.markdown()).isEmpty();
        assertThat(reading.flags()).containsExactly(PageFlag.BLANK);
    }
}
