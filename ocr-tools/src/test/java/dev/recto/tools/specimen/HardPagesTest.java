package dev.recto.tools.specimen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.PageFlag;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.PageReading;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages as scanners and telephones make them. */
class HardPagesTest {
    private static final double SOME_WORDS = 0.02;
    /** A few words lie on the edge of the shadow. */
    private static final double WORDS_ON_AN_EDGE = 0.1;

    @RegisterExtension
    static final OpenReader READER = new OpenReader();

    static List<Specimen> specimens() {
        return SomePages.of(Specimens.of(11));
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void isRead(Specimen page) {
        PageReading reading = READER.read(page.page());
        assertThat(WordError.of(page.truth(), reading.markdown()))
                .isLessThan(page.name().startsWith("shadow") ? WORDS_ON_AN_EDGE : SOME_WORDS);
        boolean framed = page.name().equals("with header and footer");
        assertThat(text(reading, BlockType.HEADER)).isEqualTo(framed ? Specimens.HEADER + " " + Specimens.NUMBER : "");
        assertThat(text(reading, BlockType.FOOTER)).isEqualTo(framed ? Specimens.FOOTER : "");
        assertThat(reading.language()).isEqualTo("eng");
        boolean turned = page.name().startsWith("turned") || page.name().endsWith("head");
        assertThat(reading.flags().contains(PageFlag.ROTATED)).isEqualTo(turned);
    }

    static List<Specimen> blankPages() {
        return SomePages.of(Specimens.blank(11));
    }

    @ParameterizedTest
    @MethodSource("blankPages")
    void paperIsBlank(Specimen page) {
        PageReading reading = READER.read(page.page());
        assertThat(reading.markdown()).isEmpty();
        assertThat(reading.flags()).containsExactly(PageFlag.BLANK);
    }

    private static String text(PageReading reading, BlockType type) {
        return reading.blocks().stream()
                .filter(block -> block.type() == type)
                .map(block -> reading.markdown().substring(block.start(), block.end()))
                .collect(Collectors.joining(", "));
    }

    @Test
    void boxesOfASkewedPageReferToThePageAsShown() {
        Specimen page = Specimens.of(11).stream()
                .filter(each -> each.name().equals("turned and skewed"))
                .findFirst()
                .orElseThrow();
        PageReading reading = READER.read(page.page());
        Box all = new Box(0, 0, page.page().image().width(), page.page().image().height());
        List<Box> boxes = reading.blocks().stream()
                .map(block -> Objects.requireNonNull(block.box()))
                .toList();
        assertThat(dark(page.page().image(), Box.around(boxes)))
                .isGreaterThan(dark(page.page().image(), all) * 99 / 100);
        assertThat(boxes)
                .allSatisfy(box -> assertThat(dark(
                                page.page().image(), new Box(box.left(), box.top(), box.left() + 20, box.bottom())))
                        .isPositive());
    }

    private static int dark(RgbImage image, Box box) {
        int dark = 0;
        for (int y = box.top(); y < box.bottom(); y++) {
            for (int x = box.left(); x < box.right(); x++) {
                dark += (image.rgb()[3 * (y * image.width() + x)] & 0xff) < 128 ? 1 : 0;
            }
        }
        return dark;
    }
}
