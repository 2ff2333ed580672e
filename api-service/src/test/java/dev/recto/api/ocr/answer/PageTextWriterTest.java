package dev.recto.api.ocr.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.worker.Script;
import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.PageResult;
import dev.recto.model.PageText;
import dev.recto.model.PageText.Piece;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PageTextWriterTest {
    private static final Box UPPER = new Box(10, 10, 500, 100);
    private static final Box LOWER = new Box(10, 200, 500, 300);

    private final List<Block> blocks = new ArrayList<>();
    private String markdown = "";

    @Test
    void eachBlocksTextLiesInItsBoxWithoutMarkup() {
        block(BlockType.TITLE, UPPER, "# A **bold** title");
        gap("\n\n");
        block(BlockType.TEXT, LOWER, "What it says.");
        assertThat(page().pieces())
                .containsExactly(new Piece("A bold title", UPPER), new Piece("What it says.", LOWER));
    }

    @Test
    void whatHasNoPlaceGoesWithItsNeighbour() {
        gap("Before.\n\n");
        block(BlockType.TEXT, UPPER, "First.");
        gap("\n\n");
        block(BlockType.TEXT, null, "Nowhere.");
        gap("\n\n");
        block(BlockType.TEXT, LOWER, "Last.");
        gap("\n\nBehind.");
        assertThat(page().pieces())
                .containsExactly(
                        new Piece("Before.\n\nFirst.", UPPER), new Piece("Nowhere.\n\nLast.\n\nBehind.", LOWER));
    }

    @Test
    void aModelThatSaysNoPlacesHasReadThePage() {
        gap("All of it.");
        PageText page = page();
        assertThat(page.pieces())
                .containsExactly(new Piece(
                        "All of it.",
                        new Box(
                                0,
                                0,
                                page.dimensions().width(),
                                page.dimensions().height())));
    }

    @Test
    void picturesSayNothing() {
        block(BlockType.IMAGE, UPPER, "![img-0.jpeg](img-0.jpeg)");
        assertThat(page().pieces()).isEmpty();
    }

    private void gap(String text) {
        markdown += text;
    }

    private void block(BlockType type, @Nullable Box box, String text) {
        blocks.add(new Block(type, box, markdown.length(), markdown.length() + text.length(), null, null));
        markdown += text;
    }

    private PageText page() {
        PageResult result = Script.text(markdown).withBlocks(blocks);
        return PageTextWriter.of(3, result);
    }
}
