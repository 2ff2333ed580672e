package dev.recto.tools.specimen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.PageFlag;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.tesseract.DefaultTesseract;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text layers that say what a page shows, and others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LayerSpecimensTest {
    /** Few, so that reading them is quick. */
    private static final int LINES = 8;

    /** Too little of a page to be told from what is misread. */
    private static final Set<String> UNSEEN = Set.of("one amount is another one");

    private final PageReader reader = DefaultTesseract.open();

    @AfterAll
    void close() {
        reader.close();
    }

    static List<LayerSpecimen> pages() {
        return LayerSpecimens.of(11, LINES);
    }

    static List<LayerSpecimen> somePages() {
        return SomePages.of(pages());
    }

    @ParameterizedTest
    @MethodSource("somePages")
    void isToldToLieIfItDoes(LayerSpecimen page) throws Exception {
        LayerSpecimen.Outcome outcome = page.read(reader, false);
        assertThat(outcome.checked().reading().flags().contains(PageFlag.TEXT_LAYER_MISMATCH))
                .as(
                        "%s differs by %s",
                        outcome.reading().markdown(), outcome.checked().mismatch())
                .isEqualTo(page.lies() && !UNSEEN.contains(page.name()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "divided words", "turned page", "part of a page", "columns in another order"})
    void isTakenWordByWordWhereItAgrees(String name) throws Exception {
        LayerSpecimen page = pages().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        LayerSpecimen.Outcome outcome = page.read(reader, true);
        PageReading exact = outcome.checked().reading();
        assertThat(exact.flags()).containsExactly(PageFlag.TEXT_LAYER);
        assertThat(exact.blocks())
                .hasSameSizeAs(outcome.reading().blocks())
                .allSatisfy(block -> assertThat(exact.markdown().substring(block.start(), block.end()))
                        .isNotBlank());
        assertThat(exact.markdown().lines())
                .hasSameSizeAs(outcome.reading().markdown().lines().toList());
        assertThat(exact.words())
                .allSatisfy(word ->
                        assertThat(exact.markdown().substring(word.start())).startsWith(word.text()));
    }
}
