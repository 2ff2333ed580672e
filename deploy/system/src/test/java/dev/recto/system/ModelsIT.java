package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.local.client.RectoClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages read through the whole of Recto say what the reference's tokens say, up to the first that ends the text. */
@ExtendWith(TracedModels.class)
class ModelsIT {
    private final ObjectMapper json = new ObjectMapper();

    private final RectoClient client;

    ModelsIT(RectoClient client) {
        this.client = client;
    }

    @ParameterizedTest
    @CsvSource({
        "deepseek-ai/DeepSeek-OCR, text,",
        "deepseek-ai/DeepSeek-OCR, table, Free OCR.",
        "lightonai/LightOnOCR-2-1B, text,",
        "lightonai/LightOnOCR-2-1B, thin,",
        "zai-org/GLM-OCR, text,",
        "zai-org/GLM-OCR, table, Table Recognition:"
    })
    void aPageSaysWhatTheReferenceSays(String model, String page, @Nullable String prompt) throws Exception {
        Path golden = TinyModels.snapshot(model).resolve("golden").resolve(page);
        JsonNode reference = json.readTree(golden.resolve("meta.json").toFile());
        JsonNode end = reference.path("first_eos_step");

        String file = client.upload(golden.resolve("image.png"), Documents.NOBODY);
        String options = json.createObjectNode()
                .put("model", model)
                .put("prompt", prompt)
                .toString();
        HttpResponse<String> response = client.post("/v1/files/" + file + "/ocr", options);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode answer = json.readTree(response.body());
        String markdown = answer.at("/pages/0/markdown").asText();
        String whole = reference.path("text_skip_special").asText();
        if (end.isInt()) {
            assertThat(whole).startsWith(markdown);
            assertThat(markdown).isNotEmpty();
        } else {
            assertThat(markdown).isEqualTo(whole);
        }
        int tokens = end.isInt() ? end.asInt() + 1 : TinyModels.TOKENS;
        assertThat(answer.at("/usage_info/prompt_tokens").asInt())
                .isEqualTo(reference.path("input_length").asInt());
        assertThat(answer.at("/usage_info/completion_tokens").asInt()).isEqualTo(tokens);
        assertThat(answer.path("model").asText()).isEqualTo(model);
    }
}
