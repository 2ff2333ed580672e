package dev.recto.worker.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.ModelCapability;
import dev.recto.model.PageFlag;
import dev.recto.model.ReadOptions;
import dev.recto.worker.engine.EngineListener;
import dev.recto.worker.model.TextTokenizer;
import dev.recto.worker.reader.PageReading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages through reader, engine and network: the served text is that of the reference tokens, up to the first end. */
class GoldenPagesTest {
    @TempDir
    static Path weights;

    @ParameterizedTest
    @ValueSource(strings = {"deepseek-ocr-tiny", "lightonocr-2-tiny", "glm-ocr-tiny"})
    void theServedTextIsThatOfTheReference(String name) throws IOException {
        Path snapshot = Path.of("src/test/resources/models", name);
        VisionConfig config = Configs.with(Map.of(
                "recto.worker.vlm.max-new-tokens", "48",
                "recto.worker.vlm.slots", "2",
                "recto.worker.vlm.slot-tokens", "512",
                "recto.worker.vlm.threads", "2",
                "recto.worker.vlm.weight-cache", weights.toString()));
        try (TextTokenizer tokenizer = TextTokenizer.open(snapshot);
                VisionReader reader = VisionReaders.open("org/Name", snapshot, config, EngineListener.NONE)) {
            assertThat(reader.model().slots()).isEqualTo(3);
            assertThat(reader.model().ownedBy()).isEqualTo("org");
            assertThat(reader.model().description()).endsWith("Weights: fp32.");
            assertThat(reader.model().capabilities()).contains(ModelCapability.PROMPT);
            for (String page : List.of("text", "table", "portrait", "strip", "thin")) {
                assertServed(reader, tokenizer, snapshot.resolve("golden").resolve(page));
            }
        }
    }

    private static void assertServed(VisionReader reader, TextTokenizer tokenizer, Path page) throws IOException {
        JsonNode meta = new ObjectMapper().readTree(page.resolve("meta.json").toFile());
        int[] tokens = Stream.of(meta.get("tokens"))
                .flatMapToInt(list -> Arrays.stream(new ObjectMapper().convertValue(list, int[].class)))
                .limit(meta.path("first_eos_step").asInt(48))
                .toArray();

        PageReading reading =
                reader.read(new PagesOfImages().request(PagesOfImages.read(page.resolve("image.png")), options(meta)));

        boolean ended = meta.path("first_eos_step").isInt();
        assertThat(reading.markdown()).as("%s", page).isEqualTo(tokenizer.decode(tokens, true));
        assertThat(reading.usage().promptTokens())
                .isEqualTo(meta.get("input_length").asInt());
        assertThat(reading.usage().completionTokens()).isEqualTo(ended ? tokens.length + 1 : 48);
        assertThat(reading.flags()).isEqualTo(ended ? Set.of() : Set.of(PageFlag.TRUNCATED));
    }

    /** The instruction of the case; that of the family where it is the same. */
    private static ReadOptions options(JsonNode meta) {
        String prompt = meta.get("prompt").asText();
        String instruction =
                prompt.replaceFirst("(?s).*<\\|end_of_image\\|>", "").replaceFirst("<\\|assistant\\|>\\n$", "");
        boolean plain = prompt.contains("<|im_start|>");
        return new ReadOptions(plain ? null : instruction, null, null, null, true, false, false);
    }
}
