package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.LocalStack;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A detector that is asked to compute with bytes: pages that it was used for say so. An untrained one shows no more than that. */
@Timeout(900)
@Tag("thorough")
class ByteLayoutIT {
    private static final String MODEL = "zai-org/GLM-OCR";

    @TempDir
    private static Path directory;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void pagesSayHowTheirRegionsWereFound() throws Exception {
        Path layout = ManyRegions.write(TinyModels.layout(), directory.resolve("layout"));
        try (LocalStack stack = TestStacks.start(
                        "byte-layout-test",
                        options -> options.with("recto.worker.vlm.max-new-tokens", "8")
                                .with("recto.worker.vlm.slot-tokens", "1024")
                                .with("recto.worker.vlm.threads", "1")
                                .with("recto.worker.vlm.weights", "int8")
                                .with("recto.worker.vlm.layout.weights", "int8")
                                .with("recto.worker.models.\"" + MODEL + "\".layout", layout.toString())
                                .serving(MODEL, TinyModels.snapshot(MODEL)));
                RectoClient client = new RectoClient(stack.url(0), stack.key())) {
            String file = client.upload(ManyRegions.FORTY.write(directory.resolve("page.png")), Documents.NOBODY);

            JsonNode byRegions = read(client, file, "{\"model\": \"%s\", \"include_blocks\": true}".formatted(MODEL));
            JsonNode whole = read(client, file, "{\"model\": \"%s\", \"prompt\": \"OCR:\"}".formatted(MODEL));

            assertThat(byRegions.at("/usage_info/applied_settings/regions").asBoolean())
                    .isTrue();
            assertThat(byRegions.at("/pages/0/blocks")).isNotEmpty();
            // Some processors have no products of bytes: neither of the two is in bytes there
            boolean bytes = flags(whole).contains("int8_cache");
            assertThat(flags(byRegions).contains("int8_layout")).isEqualTo(bytes);
            assertThat(flags(whole)).doesNotContain("int8_layout");
        }
    }

    private JsonNode read(RectoClient client, String file, String options) throws Exception {
        HttpResponse<String> response = client.post("/v1/files/" + file + "/ocr", options);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json.readTree(response.body());
    }

    private static List<String> flags(JsonNode answer) {
        return answer.at("/usage_info/applied_settings/page_flags/0")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }
}
