package dev.recto.worker.model.deepseek;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.Picture;
import dev.recto.worker.model.ModelText;
import dev.recto.worker.model.ParsedPage;
import org.junit.jupiter.api.Test;

/** What is served; what the published scripts write is checked with the snapshots. */
class DeepSeekMarkdownTest {
    private static ParsedPage parse(String text) {
        return DeepSeekMarkdown.parse(new ModelText(text, "without special tokens"), 999, 999);
    }

    private static String tag(String label, String boxes) {
        return "<|ref|>" + label + "<|/ref|><|det|>" + boxes + "<|/det|>";
    }

    private static String text(ParsedPage page, Block block) {
        return page.markdown().substring(block.start(), block.end());
    }

    @Test
    void everyPlaceIsABlockWithItsText() {
        ParsedPage page = parse(tag("title", "[[1, 2, 30, 40]]") + "\n# Report\n\n" + tag("text", "[[1, 50, 30, 60]]")
                + "\nIncome \\coloneqq 12.\n\n\n\n" + tag("table", "[[0, 0, 999, 999]]")
                + "\n<table><tr><td>a</td></tr></table>");

        assertThat(page.markdown()).isEqualTo("# Report\n\nIncome := 12.\n\n<table><tr><td>a</td></tr></table>");
        assertThat(page.blocks())
                .extracting(Block::type)
                .containsExactly(BlockType.TITLE, BlockType.TEXT, BlockType.TABLE);
        assertThat(page.blocks())
                .extracting(block -> text(page, block))
                .containsExactly("# Report", "Income := 12.", "<table><tr><td>a</td></tr></table>");
        assertThat(page.blocks().getFirst().box()).isEqualTo(new Box(1, 2, 30, 40));
    }

    @Test
    void imagesBecomeNumberedPictures() {
        ParsedPage page = parse(tag("image", "[[0, 0, 10, 10]]") + "\n" + tag("image_caption", "[[0, 10, 10, 20]]")
                + "\nFigure 1\n\n" + tag("image", "[[20, 0, 30, 10]]") + "\n");

        assertThat(page.markdown()).isEqualTo("![img-0.jpeg](img-0.jpeg)\n\nFigure 1\n\n![img-1.jpeg](img-1.jpeg)");
        assertThat(page.pictures())
                .containsExactly(new Picture(new Box(0, 0, 10, 10)), new Picture(new Box(20, 0, 30, 10)));
        assertThat(page.blocks()).extracting(Block::picture).containsExactly(0, null, 1);
        assertThat(text(page, page.blocks().getLast())).isEqualTo("![img-1.jpeg](img-1.jpeg)");
    }

    @Test
    void boxesAreCutToThePageAndJoined() {
        ParsedPage page = parse(tag("text", "[[-5, 10, 2000, 20], [30, 5, 40, 50]]") + "a");

        assertThat(page.blocks().getFirst().box()).isEqualTo(new Box(0, 5, 999, 50));
    }

    @Test
    void anImageWithoutUsableBoxIsNoPicture() {
        assertThat(parse(tag("image", "[[10, 10, 10, 20]]") + "\nrest").pictures())
                .isEmpty();
        assertThat(parse(tag("image", "[[10, 10") + "\nrest").markdown()).isEqualTo("rest");
    }

    @Test
    void labelsThatHaveNoTextAreNoBlocks() {
        assertThat(parse(tag("text", "[[0, 0, 1, 1]]") + "\n" + tag("title", "[[0, 0, 1, 1]]") + "T")
                        .blocks())
                .singleElement()
                .extracting(Block::type)
                .isEqualTo(BlockType.TITLE);
    }

    @Test
    void strayTokensGoButCellsStayInTables() {
        ParsedPage page =
                parse(tag("text", "[[0, 0, 1, 1]]") + "a</td> <|/det|>b<｜User｜>\n<table><tr><td>1</td></tr></table>");

        assertThat(page.markdown()).isEqualTo("a b\n<table><tr><td>1</td></tr></table>");
    }

    @Test
    void textWithoutPlacesIsTheTextWithoutSpecialTokens() {
        assertThat(parse("plain </td>").markdown()).isEqualTo("without special tokens");
        assertThat(parse("plain </td>").blocks()).isEmpty();
    }

    @Test
    void aTableWithoutPlacesKeepsItsCells() {
        ParsedPage page = parse("x</td><table><tr><td>1</td></tr></table>");

        assertThat(page.markdown()).isEqualTo("x<table><tr><td>1</td></tr></table>");
        assertThat(page.blocks()).singleElement().extracting(Block::type).isEqualTo(BlockType.TABLE);
    }

    @Test
    void unknownLabelsAreText() {
        assertThat(Labels.type("word")).isEqualTo(BlockType.TEXT);
        assertThat(Labels.type(" Sub_Title ")).isEqualTo(BlockType.TITLE);
        assertThat(Labels.type("page_number")).isEqualTo(BlockType.FOOTER);
    }
}
