package dev.recto.api.forward.mistral;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.forward.upstream.Answered;
import dev.recto.api.forward.upstream.ForwardedJob;
import dev.recto.api.forward.upstream.ReadPage;
import dev.recto.api.reading.Lane;
import dev.recto.api.reading.PageSelection;
import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.PageResult;
import dev.recto.model.Picture;
import dev.recto.model.ReadOptions;
import dev.recto.model.TokenUsage;
import dev.recto.tracing.TraceParent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as Mistral's own service writes them: with nulls and without what only Recto tells. */
public class MistralAnswerTest {
    public static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @Test
    void whatWasMovedOutIsPutBack() throws IOException {
        PageResult page = read("""
                {"pages": [{"index": 0, "header": "Head", "footer": "Foot", "hyperlinks": ["https://example.org"],
                  "markdown": "# T\\n\\n![img-3.jpeg](img-3.jpeg)\\n\\n[tbl-1.html](tbl-1.html)",
                  "images": [{"id": "img-3.jpeg", "top_left_x": 5, "top_left_y": 6, "bottom_right_x": 5000,
                              "bottom_right_y": 6, "image_base64": null, "image_annotation": "{\\"a\\": 1}"}],
                  "tables": [{"id": "tbl-1.html", "content": "<table></table>", "format": "html"}],
                  "dimensions": {"dpi": 200, "height": 2200.0, "width": 1700.0}, "something": {"new": []}}],
                 "model": "mistral-ocr-2512", "document_annotation": null, "usage_info": {"pages_processed": 1}}""").getFirst().result();

        assertThat(page.markdown()).isEqualTo("Head\n\n# T\n\n![img-0.jpeg](img-0.jpeg)\n\n<table></table>\n\nFoot");
        assertThat(page.pictures()).containsExactly(new Picture(new Box(5, 6, 1700, 7), "{\"a\": 1}"));
        assertThat(page.blocks())
                .extracting(Block::type)
                .containsExactly(BlockType.HEADER, BlockType.IMAGE, BlockType.TABLE, BlockType.FOOTER);
        assertThat(page.blocks())
                .extracting(block -> page.markdown().substring(block.start(), block.end()))
                .containsExactly("Head", "![img-0.jpeg](img-0.jpeg)", "<table></table>", "Foot");
        assertThat(page.usage()).isEqualTo(TokenUsage.NONE);
        assertThat(page.annotation()).isNull();
    }

    @Test
    void aPictureMayBeLarge() throws IOException {
        List<@Nullable String> pictures = new ArrayList<>();
        String answer = "{\"pages\": [{\"index\": 0, \"markdown\": \"![img-0.jpeg](img-0.jpeg)\", \"images\":"
                + " [{\"id\": \"img-0.jpeg\", \"top_left_x\": 0, \"top_left_y\": 0, \"bottom_right_x\": 9,"
                + " \"bottom_right_y\": 9, \"image_base64\": \"" + "A".repeat(21_000_000) + "\"}],"
                + " \"dimensions\": {\"dpi\": 72, \"height\": 10, \"width\": 10}}]}";

        new MistralAnswer(job(), (page, picture, base64) -> pictures.add(base64), JSON)
                .read(new ByteArrayInputStream(answer.getBytes(UTF_8)));

        assertThat(pictures).singleElement().asString().hasSize(21_000_000);
    }

    @Test
    void mostOfItMayBeMissing() throws IOException {
        PageResult page =
                read("{\"pages\": [{\"index\": 4, \"markdown\": \"x\", \"images\": null, \"dimensions\": null}]}")
                        .getFirst()
                        .result();

        assertThat(page.markdown()).isEqualTo("x");
        assertThat(page.dimensions()).isEqualTo(Answered.UNKNOWN_SIZE);
        assertThat(page.blocks()).isEmpty();
    }

    @Test
    void blocksAreFoundInTheTextOrLeftOut() throws IOException {
        PageResult page = read("""
                {"pages": [{"index": 0, "markdown": "one two one", "images": [],
                  "dimensions": {"dpi": 72, "height": 10, "width": 10},
                  "blocks": [{"type": "text", "content": "two", "top_left_x": -3, "top_left_y": 0,
                              "bottom_right_x": 4, "bottom_right_y": 99},
                             {"type": "text", "content": "one"}, {"type": "text", "content": "two"},
                             {"type": "novelty", "content": "one"}]}]}""").getFirst().result();

        assertThat(page.blocks())
                .containsExactly(
                        new Block(BlockType.TEXT, new Box(0, 0, 4, 10), 4, 7, null, null),
                        new Block(BlockType.TEXT, null, 8, 11, null, null));
    }

    @Test
    void textsThatNobodyCanKeepCostNoPage() throws IOException {
        PageResult page = read("""
                {"pages": [{"index": 0, "markdown": "one\\u0000 t\\ud800wo", "images": [], "hyperlinks": ["a\\u0000"],
                  "dimensions": {"dpi": 72, "height": 10, "width": 10},
                  "blocks": [{"type": "text", "content": "t\\ud800wo"}]}]}""").getFirst().result();

        assertThat(page.markdown()).isEqualTo("one\ufffd t\ufffdwo");
        assertThat(page.hyperlinks()).containsExactly("a\ufffd");
        assertThat(page.blocks()).containsExactly(new Block(BlockType.TEXT, null, 5, 9, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "[]",
                "{\"pages\": 7}",
                "{\"pages\": [7]}",
                "{\"pages\": [{\"markdown\": \"x\"}]}",
                "{\"pages\": [{\"index\": -1, \"markdown\": \"x\"}]}",
                "{\"pages\": [{\"index\": 0}]}",
                "{\"pages\": [{\"index\": 0, \"markdown\": \"x\"}"
            })
    void whatIsNoAnswerIsRefused(String text) {
        assertThatIOException().isThrownBy(() -> read(text));
    }

    private static List<ReadPage> read(String answer) throws IOException {
        return new MistralAnswer(job(), (page, picture, base64) -> {}, JSON)
                .read(new ByteArrayInputStream(answer.getBytes(UTF_8)));
    }

    public static ForwardedJob job() {
        return new ForwardedJob(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                1,
                0,
                Lane.INTERACTIVE,
                "mistral/x",
                "key",
                1,
                new PageSelection.All(),
                ReadOptions.DEFAULT,
                "{}",
                TraceParent.NONE);
    }
}
