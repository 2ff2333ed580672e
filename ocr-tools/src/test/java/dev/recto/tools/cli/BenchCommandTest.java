package dev.recto.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.tools.TinySnapshots;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchCommandTest {
    private static final Path MODELS = TinySnapshots.ALL;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path snapshot = Path.of("");

    @BeforeEach
    void makeRoom() throws IOException {
        snapshot = Files.createDirectory(directory.resolve("snapshot"));
    }

    @Test
    void aLayoutDetectorIsMeasuredByThePage() throws IOException {
        for (String name : List.of("config.json", "preprocessor_config.json", "model.safetensors")) {
            Files.copy(weights("pp-doclayout-v3-tiny", name), snapshot.resolve(name));
        }

        assertThat(run("--json", "--pages", "2")).isZero();

        JsonNode report = parse(out.toString());
        assertThat(report.get("width").asInt()).isEqualTo(416);
        for (String measured : List.of("pixels_s", "network_least_s", "network_median_s", "pages_per_s")) {
            assertThat(report.get(measured).asDouble()).as(measured).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({"lightonocr-2-tiny, lightonocr-2", "glm-ocr-tiny, glm-ocr", "deepseek-ocr-tiny, deepseek-ocr"})
    void needsNothingButConfigurationAndWeights(String model, String family) throws IOException {
        for (String name : List.of("config.json", "model.safetensors")) {
            Files.copy(weights(model, name), snapshot.resolve(name));
        }
        assertThat(run("--json", "--in-flight", "1,3", "--pages", "4", "--new-tokens", "5"))
                .isZero();

        List<JsonNode> reports =
                out.toString().lines().map(BenchCommandTest::parse).toList();
        assertThat(reports).hasSize(2);
        for (JsonNode report : reports) {
            assertThat(report.get("family").asText()).isEqualTo(family);
            assertThat(report.get("dtype").asText()).isEqualTo("float32");
            assertThat(report.get("threads").asInt()).isEqualTo(1);
            assertThat(report.get("new_tokens").asInt()).isEqualTo(5);
            for (String measured : List.of(
                    "image_tokens",
                    "load_s",
                    "first_token_s",
                    "encode_ms",
                    "prefill_ms",
                    "decode_ms",
                    "prefill_tok_s",
                    "decode_tok_s",
                    "pages_per_s",
                    "cpu_busy",
                    "latency_p50_s",
                    "peak_rss_gb")) {
                assertThat(report.get(measured).asDouble()).as(measured).isPositive();
            }
            // Counted in hundredths of a second, which a stage of these models may not need.
            assertThat(Stream.of("encode_cpu_ms", "prefill_cpu_ms", "decode_cpu_ms")
                            .mapToDouble(stage -> report.get(stage).asDouble())
                            .sum())
                    .isPositive();
            assertThat(report.get("latency_p95_s").asDouble())
                    .isGreaterThanOrEqualTo(report.get("latency_p50_s").asDouble());
            assertThat(report.get("output_tok_s").asDouble()
                            / report.get("pages_per_s").asDouble())
                    .isBetween(4.9, 5.1);
        }
        assertThat(reports.get(0).get("in_flight").asInt()).isEqualTo(1);
        assertThat(reports.get(1).get("in_flight").asInt()).isEqualTo(3);
    }

    @Test
    void printsATable() throws IOException {
        snapshot = MODELS.resolve("glm-ocr-tiny");
        assertThat(run("--new-tokens", "3")).isZero();
        assertThat(out.toString())
                .contains("glm-ocr on cpu, float32 weights, 1 threads")
                .contains("decode tok/s");
        assertThat(out.toString().lines()).hasSize(3);
    }

    /** The longer side of LightOnOCR-2's pictures is a setting of its snapshot; the other families have a resolution. */
    @ParameterizedTest
    @CsvSource({"lightonocr-2-tiny, 218, 308", "glm-ocr-tiny, 1653, 2339", "deepseek-ocr-tiny, 1190, 1684"})
    void drawsA4AsTheModelWantsIt(String model, int width, int height) {
        snapshot = MODELS.resolve(model);
        assertThat(run("--json", "--size", "a4", "--pages", "1", "--new-tokens", "3"))
                .isZero();
        JsonNode report = parse(out.toString());
        assertThat(report.get("width").asInt()).isEqualTo(width);
        assertThat(report.get("height").asInt()).isEqualTo(height);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lightonocr-2-tiny", "glm-ocr-tiny", "deepseek-ocr-tiny"})
    void measuresPromptsWithoutAPicture(String model) {
        snapshot = MODELS.resolve(model);
        assertThat(run("--json", "--text", "70", "--pages", "1", "--new-tokens", "3"))
                .isZero();
        JsonNode report = parse(out.toString());
        assertThat(report.get("prompt_tokens").asInt()).isEqualTo(70);
        assertThat(report.get("image_tokens").asInt()).isZero();
        assertThat(report.get("decode_tok_s").asDouble()).isPositive();
    }

    @Test
    void saysHowManyPagesWentThroughTheVisionTowersTogether() {
        snapshot = MODELS.resolve("lightonocr-2-tiny");
        assertThat(run("--json", "--new-tokens", "3")).isZero();
        assertThat(run("--json", "--new-tokens", "3", "--in-flight", "4", "--vision-batch", "3"))
                .isZero();
        assertThat(out.toString()
                        .lines()
                        .map(line -> parse(line).get("vision_batch").asInt()))
                .containsExactly(1, 3);
    }

    @Test
    void saysHowManyTokensAStepGaveWithDrafts() {
        snapshot = MODELS.resolve("glm-ocr-tiny");
        assertThat(run("--json", "--new-tokens", "41", "--pages", "1", "--draft-tokens", "3", "--draft-share", "1"))
                .isZero();
        assertThat(run("--json", "--new-tokens", "41", "--pages", "1", "--draft-tokens", "3", "--draft-share", "0"))
                .isZero();
        assertThat(run("--json", "--new-tokens", "41", "--pages", "1")).isZero();
        List<JsonNode> reports =
                out.toString().lines().map(BenchCommandTest::parse).toList();
        assertThat(reports.stream().map(report -> report.get("step_tokens").asDouble()))
                .containsExactly(4.0, 1.0, 1.0);
        assertThat(reports.stream().map(report -> report.get("accepted_share").asDouble()))
                .containsExactly(1.0, 0.0, 0.0);
        assertThat(reports.stream().map(report -> report.get("draft_ms").asDouble() > 0))
                .containsExactly(true, true, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"int8", "int4"})
    void saysWhichWeightsItMeasured(String weights) {
        snapshot = MODELS.resolve("lightonocr-2-tiny");
        assertThat(run("--json", "--new-tokens", "3", "--weights", weights)).isZero();
        assertThat(parse(out.toString()).get("dtype").asText()).isEqualTo(weights);
    }

    @ParameterizedTest
    @CsvSource({
        "--size=560, must be like",
        "--size=0x5, must be like",
        "--text=0, must be at least",
        "--new-tokens=1, must be at least",
        "--in-flight=0, must be at least",
        "--threads=0, must be at least",
        "--vision-batch=0, must be at least",
        "--draft-tokens=16, from 0 to 15",
        "--draft-share=0.5, wants --draft-tokens",
        "--draft-tokens=3 --draft-share=1.5, is from 0 to 1",
        "--provider=cuda --draft-tokens=3, for CPUs",
        "--cache=fp8, 'FULL, INT8'",
        "--weights=fp8, 'FP32, BF16, FP16, INT8, INT4'",
        "--weights=bf16, is not for --provider CPU",
        "--provider=cuda --cache=int8, for CPUs",
        "--provider=cuda --weights=fp32, is not for --provider CUDA",
        "--provider=tpu, 'CPU, CUDA'"
    })
    void refusesWhatCannotBeMeasured(String options, String message) {
        assertThat(run(options.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void saysInALineWhyAModelCannotBeLoaded() {
        assertThat(run()).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("config.json");
    }

    @Test
    void saysThatABuildIsWithoutCuda() {
        assumeThat(BenchCommandTest.class.getResource(
                        "/ai/onnxruntime/native/linux-x64/libonnxruntime_providers_cuda.so"))
                .as("build without -Pcuda")
                .isNull();
        snapshot = MODELS.resolve("lightonocr-2-tiny");
        assertThat(run("--provider=cuda")).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("CUDA");
    }

    private int run(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "bench",
                snapshot.toString(),
                "--weight-cache",
                directory.resolve("cache").toString()));
        if (!List.of(options).contains("--threads=0")) {
            arguments.addAll(List.of("--threads", "1"));
        }
        arguments.addAll(List.of(options));
        return ModelCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    private static Path weights(String model, String name) {
        Path file = MODELS.resolve(model).resolve(name);
        return Files.exists(file) ? file : MODELS.resolve(model).resolve("model-00001-of-000001.safetensors");
    }

    private static JsonNode parse(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
    }
}
