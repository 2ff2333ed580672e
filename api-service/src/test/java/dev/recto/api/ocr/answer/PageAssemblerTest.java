package dev.recto.api.ocr.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.reading.AnswerForm;
import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.Confidence;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageResult;
import dev.recto.model.Picture;
import dev.recto.model.TokenUsage;
import dev.recto.model.WordScore;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PageAssemblerTest {
    private static final String HEADER = "Annual report";
    private static final String TABLE = "| a | b |\n| --- | --- |\n| 1 | 2 |";
    private static final String PICTURE = "![img-0.jpeg](img-0.jpeg)";
    private static final String SMALL_PICTURE = "![img-1.jpeg](img-1.jpeg)";
    private static final String FOOTER = "page 7";
    private static final String MARKDOWN =
            String.join("\n\n", HEADER, "# Title", TABLE, PICTURE, SMALL_PICTURE, "Some text.", FOOTER);

    private static final PageResult PAGE = new PageResult(
            MARKDOWN,
            new PageDimensions(1000, 2000, 200),
            List.of(
                    block(BlockType.HEADER, HEADER, null),
                    block(BlockType.TITLE, "# Title", null),
                    block(BlockType.TABLE, TABLE, null),
                    block(BlockType.IMAGE, PICTURE, 0),
                    block(BlockType.IMAGE, SMALL_PICTURE, 1),
                    block(BlockType.TEXT, "Some text.", null),
                    block(BlockType.FOOTER, FOOTER, null)),
            List.of(new Picture(new Box(10, 20, 110, 220)), new Picture(new Box(0, 0, 30, 200))),
            List.of("https://example.org"),
            new Confidence(0.9, 0.5),
            List.of(
                    new WordScore("Annual", 0.8, MARKDOWN.indexOf("Annual")),
                    new WordScore("1", 0.7, MARKDOWN.indexOf("| 1 |") + 2),
                    new WordScore("text", 0.6, MARKDOWN.indexOf("text."))),
            null,
            TokenUsage.NONE,
            Set.of(),
            1);

    @Test
    void byDefaultTheMarkdownIsAsItWasReadAndNothingElseIsListed() {
        OcrPage page = assemble(form(""));

        assertThat(page.markdown()).isEqualTo(MARKDOWN);
        assertThat(page.images()).isEmpty();
        assertThat(page.tables()).isEmpty();
        assertThat(page.header()).isNull();
        assertThat(page.confidenceScores()).isNull();
        assertThat(page.blocks()).isNull();
        assertThat(page.elements()).isNull();
        assertThat(page.hyperlinks()).containsExactly("https://example.org");
    }

    @Test
    void picturesAreNumberedThroughTheDocument() {
        PageAssembler assembler = new PageAssembler(form(", \"pictures\": true"));
        assembler.assemble(0, PAGE, k -> "first" + k);

        OcrPage second = assembler.assemble(1, PAGE, k -> "second" + k);

        assertThat(second.images()).extracting(OcrPage.Image::id).containsExactly("img-2.jpeg", "img-3.jpeg");
        assertThat(second.images().getFirst().imageBase64()).isEqualTo("data:image/jpeg;base64,second0");
        assertThat(second.images().getFirst())
                .extracting(OcrPage.Image::left, OcrPage.Image::top, OcrPage.Image::right, OcrPage.Image::bottom)
                .containsExactly(10, 20, 110, 220);
        assertThat(second.images().getFirst().dimensions()).isEqualTo(new OcrPage.Size(100, 200));
        assertThat(second.markdown())
                .contains("![img-2.jpeg](img-2.jpeg)", "![img-3.jpeg](img-3.jpeg)")
                .doesNotContain("img-0", "img-1.");
    }

    @Test
    void aPictureThatIsTooSmallOrTooManyLeavesNoTrace() {
        OcrPage sized = assemble(form(", \"pictures\": true, \"blocks\": true, \"imageMinSize\": 50"));
        OcrPage limited = assemble(form(", \"pictures\": true, \"blocks\": true, \"imageLimit\": 1"));
        OcrPage none = assemble(form(", \"pictures\": true, \"imageLimit\": 0"));

        assertThat(sized.images()).extracting(OcrPage.Image::id).containsExactly("img-0.jpeg");
        assertThat(sized.markdown()).doesNotContain("img-1").contains(PICTURE + "\n\nSome text.");
        assertThat(sized.blocks())
                .filteredOn(block -> block.type().equals("image"))
                .hasSize(1);
        assertThat(limited.images()).hasSize(1);
        assertThat(none.images()).isEmpty();
        assertThat(none.markdown()).doesNotContain("img-");
    }

    @Test
    void whatTheModelSaysAboutAPictureIsToldAsJson() {
        Box box = new Box(10, 20, 110, 220);
        PageResult page = new PageResult(
                MARKDOWN,
                PAGE.dimensions(),
                List.of(),
                List.of(new Picture(box, "```json\n{\"a\": 1.50}\n```"), new Picture(box, "A cat."), new Picture(box)),
                List.of(),
                null,
                List.of(),
                null,
                TokenUsage.NONE,
                Set.of(),
                1);

        assertThat(new PageAssembler(form(", \"pictureAnnotations\": true"))
                        .assemble(0, page, k -> "")
                        .images())
                .extracting(OcrPage.Image::imageAnnotation)
                .containsExactly("{\"a\":1.50}", "{\"text\":\"A cat.\"}", null);
        assertThat(new PageAssembler(form("")).assemble(0, page, k -> "").images())
                .isEmpty();
    }

    @Test
    void tablesMoveOutInTheFormatAskedFor() {
        OcrPage markdown = assemble(form(", \"tables\": \"MARKDOWN\""));
        OcrPage html = assemble(form(", \"tables\": \"HTML\""));

        assertThat(markdown.tables())
                .extracting(OcrPage.Table::id, OcrPage.Table::content, OcrPage.Table::format)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("tbl-0.md", TABLE, "markdown"));
        assertThat(markdown.markdown()).contains("# Title\n\n[tbl-0.md](tbl-0.md)\n\n" + PICTURE);
        assertThat(html.tables().getFirst().content())
                .isEqualTo("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>");
        assertThat(html.markdown()).contains("[tbl-0.html](tbl-0.html)");
    }

    @Test
    void headerAndFooterMoveOutTogetherWithTheirSpace() {
        OcrPage page = assemble(form(", \"header\": true, \"footer\": true"));

        assertThat(page.header()).isEqualTo(HEADER);
        assertThat(page.footer()).isEqualTo(FOOTER);
        assertThat(page.markdown()).startsWith("# Title").endsWith("Some text.");
    }

    @Test
    void blocksCarryTheirTextAndPointToPicturesAndTables() {
        JsonNode page = tree(form(", \"blocks\": true, \"tables\": \"MARKDOWN\", \"scores\": \"BLOCK\""));

        assertThat(page.at("/blocks").findValuesAsText("type"))
                .containsExactly("header", "title", "table", "image", "image", "text", "footer");
        assertThat(page.at("/blocks/2/table_id").textValue()).isEqualTo("tbl-0.md");
        assertThat(page.at("/blocks/2/content").textValue()).isEqualTo(TABLE);
        assertThat(page.at("/blocks/3/image_id").textValue()).isEqualTo("img-0.jpeg");
        assertThat(page.at("/blocks/3/content").textValue()).isEmpty();
        assertThat(page.at("/blocks/5/bottom_right_y").intValue()).isEqualTo(4);
        assertThat(page.at("/blocks/5/confidence_scores/average_content_confidence_score")
                        .doubleValue())
                .isEqualTo(0.9);
        assertThat(page.at("/blocks/5").has("image_id")).isFalse();
        assertThat(page.at("/images/0/image_base64").isNull()).isTrue();
    }

    @Test
    void wordsAreWhereTheyAreInTheMarkdownThatIsAnswered() {
        JsonNode page = tree(form(", \"header\": true, \"tables\": \"MARKDOWN\", \"scores\": \"WORD\""));

        JsonNode words = page.at("/confidence_scores/word_confidence_scores");
        assertThat(page.at("/confidence_scores/average_page_confidence_score").doubleValue())
                .isEqualTo(0.9);
        assertThat(words.findValuesAsText("text")).containsExactly("text");
        assertThat(page.at("/markdown")
                        .textValue()
                        .substring(words.at("/0/start_index").intValue()))
                .startsWith("text.");
        assertThat(page.at("/tables/0/word_confidence_scores/0/start_index").intValue())
                .isEqualTo(TABLE.indexOf("1"));
    }

    @Test
    void theOtherDialectHasElementsInsteadOfBlocks() {
        JsonNode page = tree(form(", \"dialect\": \"V2\", \"blocks\": true"));

        assertThat(page.at("/blocks").isNull()).isTrue();
        assertThat(page.at("/images")).hasSize(2);
        assertThat(page.at("/elements").findValuesAsText("label"))
                .containsExactly("header", "title", "table", "image", "image", "text", "footer");
        assertThat(page.at("/elements/2/data/html").textValue()).startsWith("<table>");
        assertThat(page.at("/elements/3/data/image_id").textValue()).isEqualTo("img-0.jpeg");
        assertThat(page.at("/elements/0/bbox/coord_origin").textValue()).isEqualTo("TOPLEFT");
    }

    private static JsonNode tree(AnswerForm form) {
        return new ObjectMapper().valueToTree(assemble(form));
    }

    private static OcrPage assemble(AnswerForm form) {
        return new PageAssembler(form).assemble(0, PAGE, k -> "pixels");
    }

    private static Block block(BlockType type, String text, @Nullable Integer picture) {
        int start = MARKDOWN.indexOf(text);
        return new Block(type, new Box(1, 2, 3, 4), start, start + text.length(), picture, new Confidence(0.9, 0.4));
    }

    /** A form that asks for nothing but what is given. */
    private static AnswerForm form(String wishes) {
        try {
            return new ObjectMapper().readValue("{\"dialect\": \"V1\"" + wishes + "}", AnswerForm.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
