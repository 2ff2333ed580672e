package dev.recto.api.ocr.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageResult;
import dev.recto.model.TokenUsage;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pages of 1000 by 1400 with a line, and a text in the middle. */
class RunningBlocksTest {
    private final RunningBlocks running = new RunningBlocks();

    @Test
    void whatStandsAtTheSamePlaceOfThreePagesIsRunning() {
        List<PageResult> pages = IntStream.range(1, 4)
                .mapToObj(n -> page("Rome " + n, 60 + 4 * n))
                .toList();
        running.see(pages);
        assertThat(pages).extracting(page -> type(running.marked(page))).containsOnly(BlockType.HEADER);
        assertThat(running.marked(pages.getFirst()).blocks().getLast().type()).isEqualTo(BlockType.TEXT);
    }

    @Test
    void whatWasFoundStaysKnown() {
        running.see(List.of(page("Rome", 1340), page("Rome", 1340), page("Rome", 1340)));
        PageResult last = page("Rome", 1340);
        running.see(List.of(last));
        assertThat(type(running.marked(last))).isEqualTo(BlockType.FOOTER);
    }

    @Test
    void twoPagesAreNotEnough() {
        List<PageResult> pages = List.of(page("Dear Ms Stone,", 60), page("Dear Ms Stone,", 60), page("Rome", 60));
        running.see(pages);
        assertThat(pages).allSatisfy(page -> assertThat(running.marked(page)).isSameAs(page));
    }

    @Test
    void anotherPlaceIsNotTheSame() {
        List<PageResult> pages = List.of(page("Rome", 20), page("Rome", 80), page("Rome", 140));
        running.see(pages);
        assertThat(pages).allSatisfy(page -> assertThat(running.marked(page)).isSameAs(page));
    }

    @Test
    void aLineInTheMiddleOfThePageIsText() {
        List<PageResult> pages = List.of(page("Rome", 500), page("Rome", 500), page("Rome", 500));
        running.see(pages);
        assertThat(pages).allSatisfy(page -> assertThat(running.marked(page)).isSameAs(page));
    }

    private static BlockType type(PageResult page) {
        return page.blocks().getFirst().type();
    }

    private static PageResult page(String line, int top) {
        String text = "The text of this page.";
        return new PageResult(
                line + "\n\n" + text,
                new PageDimensions(1000, 1400, 120),
                List.of(
                        new Block(BlockType.TEXT, new Box(100, top, 400, top + 20), 0, line.length(), null, null),
                        new Block(
                                BlockType.TEXT,
                                new Box(100, 600, 400, 620),
                                line.length() + 2,
                                line.length() + 2 + text.length(),
                                null,
                                null)),
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                TokenUsage.NONE,
                Set.of(),
                1);
    }
}
