package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.LocalStack;
import dev.recto.system.monitoring.Series;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of dozens of regions through a detector and a model, as a client sees them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class RegionsIT {
    private static final String MODEL = "zai-org/GLM-OCR";
    private static final String OTHER = "lightonai/LightOnOCR-2-1B";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private static Path directory;

    private final ObjectMapper json = new ObjectMapper();
    private LocalStack stack;
    private RectoClient client;

    @BeforeAll
    void start() throws Exception {
        Path layout = ManyRegions.write(TinyModels.layout(), directory.resolve("layout"));
        stack = TestStacks.start(
                "regions-test",
                options -> options.with("recto.worker.vlm.max-new-tokens", "100")
                        .with("recto.worker.vlm.slot-tokens", "512")
                        .with("recto.worker.vlm.slots", "2")
                        .with("recto.worker.vlm.threads", "1")
                        .with("recto.worker.models.\"" + MODEL + "\".layout", layout.toString())
                        .with("recto.worker.models.\"" + OTHER + "\".layout", layout.toString())
                        .with("recto.worker.tesseract.layout", layout.toString())
                        .serving(MODEL, TinyModels.snapshot(MODEL))
                        .serving(OTHER, TinyModels.snapshot(OTHER)));
        client = new RectoClient(stack.url(0), stack.key());
    }

    @AfterAll
    void stop() throws IOException {
        client.close();
        stack.close();
    }

    private String stored(String name, ManyRegions.Page page) throws Exception {
        return client.upload(page.write(directory.resolve(name)), Documents.NOBODY);
    }

    private JsonNode read(String file, String options) throws Exception {
        HttpResponse<String> response = client.post("/v1/files/" + file + "/ocr", options);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json.readTree(response.body());
    }

    private double regions(String outcome) throws Exception {
        return Series.of(stack.workerUrl(0))
                .value("recto_vlm_regions_total", "model=\"" + MODEL + "\"", "outcome=\"" + outcome + "\"");
    }

    private double held(String what) throws Exception {
        return Series.of(stack.workerUrl(0)).value(what, "model=\"" + MODEL + "\"");
    }

    private static List<String> flags(JsonNode answer) {
        return answer.at("/usage_info/applied_settings/page_flags/0")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void everyRegionIsABlockInItsPlace() throws Exception {
        double before = regions("read");

        JsonNode answer = read(stored("forty.png", ManyRegions.FORTY), """
                {"model": "%s", "include_blocks": true, "confidence_scores_granularity": "block"}""".formatted(MODEL));

        assertThat(answer.at("/usage_info/applied_settings/regions").asBoolean())
                .isTrue();
        assertThat(regions("read") - before).isGreaterThanOrEqualTo(40);
        JsonNode page = answer.at("/pages/0");
        Map<String, Integer> types = new TreeMap<>();
        String markdown = page.path("markdown").asText();
        int at = 0;
        for (JsonNode block : page.path("blocks")) {
            types.merge(block.path("type").asText(), 1, Integer::sum);
            at = markdown.indexOf(block.path("content").asText(), at);
            assertThat(at).as("its place in the markdown").isNotNegative();
            at += block.path("content").asText().length();
            assertThat(block.path("bottom_right_x").asInt())
                    .isGreaterThan(block.path("top_left_x").asInt());
            assertThat(block.path("bottom_right_y").asInt())
                    .isGreaterThan(block.path("top_left_y").asInt());
            assertThat(block.at("/confidence_scores/block_type_confidence_score")
                            .asDouble())
                    .isBetween(0.3, 1.0);
            boolean read = !block.path("type").asText().equals("image");
            assertThat(block.at("/confidence_scores/average_content_confidence_score")
                            .isNumber())
                    .isEqualTo(read);
        }
        assertThat(types).as("kinds of blocks").containsKeys("title", "text", "table", "image");
        assertThat(types.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThanOrEqualTo(40);
    }

    @Test
    void picturesAreCutOutAndAskedAbout() throws Exception {
        JsonNode answer = read(stored("pictures.png", ManyRegions.FORTY), """
                {"model": "%s", "include_image_base64": true,
                 "bbox_annotation_format": {"type": "json_schema", "json_schema": {"name": "x", "schema": {"type": "object"}}}}""".formatted(MODEL));

        JsonNode pictures = answer.at("/pages/0/images");
        assertThat(pictures).isNotEmpty();
        for (JsonNode picture : pictures) {
            assertThat(answer.at("/pages/0/markdown").asText())
                    .contains("![%1$s](%1$s)".formatted(picture.path("id").asText()));
            assertThat(json.readTree(picture.path("image_annotation").asText()).isObject())
                    .isTrue();
            byte[] jpeg = Base64.getDecoder()
                    .decode(picture.path("image_base64").asText().replace("data:image/jpeg;base64,", ""));
            BufferedImage pixels = ImageIO.read(new ByteArrayInputStream(jpeg));
            assertThat(pixels.getWidth())
                    .isEqualTo(picture.path("bottom_right_x").asInt()
                            - picture.path("top_left_x").asInt());
            assertThat(pixels.getHeight())
                    .isEqualTo(picture.path("bottom_right_y").asInt()
                            - picture.path("top_left_y").asInt());
        }
    }

    @Test
    void tablesAndFurnitureAreTakenOutByTheirLabels() throws Exception {
        String file = stored("furniture.png", ManyRegions.FORTY);
        JsonNode plain = read(file, "{\"model\": \"%s\", \"include_blocks\": true}".formatted(MODEL))
                .at("/pages/0");
        JsonNode page = read(file, """
                        {"model": "%s", "table_format": "html", "include_blocks": true,
                         "extract_header": true, "extract_footer": true}""".formatted(MODEL)).at("/pages/0");

        assertThat(plain.path("header").isNull()).isTrue();
        assertThat(plain.path("tables")).isEmpty();
        assertThat(page.path("header").asText()).isNotBlank();
        assertThat(page.path("footer").asText()).isNotBlank();
        assertThat(page.path("tables")).isNotEmpty();
        for (JsonNode table : page.path("tables")) {
            assertThat(table.path("content").asText()).startsWith("<table>").endsWith("</table>");
            assertThat(page.path("markdown").asText())
                    .contains("](" + table.path("id").asText() + ")");
        }
        assertThat(types(page)).containsAll(List.of("header", "footer"));
        assertThat(types(plain)).doesNotContain("header", "footer");
    }

    private static List<String> types(JsonNode page) {
        return page.path("blocks")
                .valueStream()
                .map(block -> block.path("type").asText())
                .toList();
    }

    /** What Tesseract reads in noise is little, but pictures are pictures. */
    @ParameterizedTest
    @ValueSource(strings = {"tesseract", OTHER})
    void otherEnginesReadWhatTheDetectorFinds(String model) throws Exception {
        JsonNode answer = read(stored("other.png", ManyRegions.FORTY), """
                {"model": "%s", "include_blocks": true, "confidence_scores_granularity": "block"}""".formatted(model));

        assertThat(answer.at("/usage_info/applied_settings/regions").asBoolean())
                .isTrue();
        JsonNode blocks = answer.at("/pages/0/blocks");
        assertThat(types(answer.at("/pages/0"))).contains("image");
        assertThat(blocks)
                .allSatisfy(block -> assertThat(block.at("/confidence_scores/block_type_confidence_score")
                                .asDouble())
                        .isBetween(0.3, 1.0));
    }

    /** It is more than two hundred times as wide as high, so it has no patches. */
    @Test
    void aRegionThatCannotBeReadCostsNoOther() throws Exception {
        double leftOut = regions("left_out");
        double read = regions("read");

        JsonNode answer = read(
                stored("strip.png", ManyRegions.ONE_TOO_WIDE),
                "{\"model\": \"%s\", \"include_blocks\": true}".formatted(MODEL));

        assertThat(regions("left_out") - leftOut).isEqualTo(1);
        assertThat(regions("read") - read).isGreaterThanOrEqualTo(5);
        assertThat(flags(answer)).contains("incomplete");
        assertThat(answer.at("/pages/0/blocks")
                        .valueStream()
                        .filter(block -> !block.path("content").asText().isBlank()))
                .hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void aCancelledPageLetsGoOfItsRegionsAndHurtsNoOther() throws Exception {
        String many = stored("cancelled.png", ManyRegions.FORTY);
        String few = client.upload(TinyModels.layout().resolve("golden/portrait/image.png"), Documents.NOBODY);
        String alone = client.await(client.startReading(few, MODEL, null), Documents.NOBODY)
                .markdown();
        double before = regions("read");

        String cancelled = client.startReading(many, MODEL, null);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> regions("read") >= before + 4);
        List<String> others = List.of(client.startReading(few, MODEL, null), client.startReading(few, MODEL, null));
        cancel(cancelled);

        for (String other : others) {
            assertThat(client.await(other, Documents.NOBODY).markdown()).isEqualTo(alone);
        }
        assertThat(client.job(cancelled).path("status").asText()).isEqualTo("cancelled");
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(held("recto_vlm_busy_slots")).isZero();
            assertThat(held("recto_vlm_waiting_pages")).isZero();
            assertThat(held("recto_vlm_cache_tokens")).isZero();
        });
        int ofTheOthers = 2 * blocks(few);
        assertThat(regions("read") - before - ofTheOthers)
                .as("regions read of the page that was cancelled")
                .isLessThan(40);
    }

    private int blocks(String file) throws Exception {
        return read(file, "{\"model\": \"%s\", \"include_blocks\": true}".formatted(MODEL))
                .at("/pages/0/blocks")
                .size();
    }

    private void cancel(String job) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(stack.url(0).resolve("/v1/ocr/jobs/" + job))
                    .header("Authorization", "Bearer " + stack.key())
                    .DELETE()
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        }
    }
}
