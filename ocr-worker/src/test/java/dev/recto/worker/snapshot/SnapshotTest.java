package dev.recto.worker.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recto.worker.engine.ModelSessions;
import dev.recto.worker.graph.ModelOptions;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a snapshot is said before a session is opened, with the file and the thing at fault. */
class SnapshotTest {
    private static final String LIGHTON = "lightonocr-2-tiny";

    @TempDir
    private Path directory;

    private void assertRefused(Path snapshot, String... words) {
        ModelOptions options = ModelOptions.cpu(1).withWeightCache(directory.resolve("cache"));
        assertThatExceptionOfType(SnapshotException.class)
                .isThrownBy(() -> ModelSessions.open(snapshot, options).close())
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "model.safetensors"})
    void aFileIsMissing(String file) throws IOException {
        Path snapshot = TestSnapshots.copy(LIGHTON, directory.resolve("s"));
        Files.delete(snapshot.resolve(file));
        assertRefused(snapshot, file, "missing");
    }

    @Test
    void aShardIsMissing() throws IOException {
        Path snapshot = TestSnapshots.copy("deepseek-ocr-tiny", directory.resolve("s"));
        Files.delete(snapshot.resolve("model-00001-of-000001.safetensors"));
        assertRefused(snapshot, "model-00001-of-000001.safetensors", "missing");
    }

    @ParameterizedTest
    @CsvSource({
        "lightonocr-2-tiny, model.language_model.layers.3.mlp.up_proj.weight",
        "lightonocr-2-tiny, model.vision_projection.norm.weight",
        "glm-ocr-tiny, model.visual.merger.gate_proj.weight",
        "glm-ocr-tiny, model.language_model.layers.1.post_mlp_layernorm.weight",
        "glm-ocr-tiny, lm_head.weight",
        "deepseek-ocr-tiny, model.sam_model.blocks.3.attn.rel_pos_w",
        "deepseek-ocr-tiny, model.sam_model.pos_embed",
        "deepseek-ocr-tiny, model.layers.2.mlp.experts.7.up_proj.weight",
        "deepseek-ocr-tiny, model.view_seperator"
    })
    void aTensorIsMissingOrMisshapen(String name, String tensor) throws IOException {
        Path snapshot = TestSnapshots.copy(name, directory.resolve("s"));
        Path file = weights(snapshot);
        byte[] original = Files.readAllBytes(file);

        Files.write(file, replaced(original, '"' + tensor + '"', '"' + "x".repeat(tensor.length()) + '"'));
        assertRefused(snapshot, file.toString(), tensor, "missing");

        String header = new String(original, 8, headerLength(original), java.nio.charset.StandardCharsets.UTF_8);
        int shape = header.indexOf("\"shape\":", header.indexOf('"' + tensor + '"'));
        String old = header.substring(shape, header.indexOf(']', shape) + 1);
        String flat = old.replaceAll("[\\[\\] ]|\"shape\":", "");
        String swapped = "\"shape\":[1," + flat + "]";
        Files.write(
                file,
                replacedHeader(
                        original, header.substring(0, shape) + swapped + header.substring(shape + old.length())));
        assertRefused(snapshot, file.toString(), tensor, "has shape [1, ");
    }

    @Test
    void aFileIsTruncated() throws IOException {
        Path snapshot = TestSnapshots.copy(LIGHTON, directory.resolve("s"));
        Path file = snapshot.resolve("model.safetensors");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 1);
        }
        assertRefused(
                snapshot,
                "model.safetensors",
                "truncated",
                "model.vision_projection.patch_merger.merging_layer.weight");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(100);
        }
        assertRefused(snapshot, "model.safetensors", "truncated");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(3);
        }
        assertRefused(snapshot, "model.safetensors", "truncated");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"mistral3\" | \"llava\" | unknown model_type llava",
                "\"hidden_size\": 64 | \"hidden_size\": \"many\" | hidden_size must be an integer",
                "\"hidden_size\": 64 | \"hidden_size\": 64.5 | hidden_size must be an integer",
                "\"vocab_size\": 506 | \"vocab_size\": 0 | text_config.vocab_size must be at least 1",
                "\"vocab_size\" | \"vocab\" | text_config.vocab_size is missing",
                "\"hidden_act\": \"silu\" | \"hidden_act\": \"relu\" | hidden_act must be silu",
                "\"num_key_value_heads\": 2 | \"num_key_value_heads\": 3 | num_key_value_heads must divide num_attention_heads",
                "\"head_dim\": 32 | \"head_dim\": 20 | head_dim must be a multiple of 8",
                "{ | [ | not readable as JSON"
            })
    void theConfigurationIsWrong(String old, String replacement, String message) throws IOException {
        Path snapshot = TestSnapshots.copy(LIGHTON, directory.resolve("s"));
        Path config = snapshot.resolve("config.json");
        Files.writeString(
                config,
                Files.readString(config)
                        .replaceFirst(
                                java.util.regex.Pattern.quote(old),
                                java.util.regex.Matcher.quoteReplacement(replacement)));
        assertRefused(snapshot, "config.json", message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}} | tensor a has offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}} | tensor a has offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}} | tensor a has offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}} | truncated within tensor a",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}} | tensor a has unknown type F64",
                "{\"a\": | not JSON"
            })
    void theHeaderIsWrong(String header, String message) throws IOException {
        Path snapshot = TestSnapshots.copy(LIGHTON, directory.resolve("s"));
        TestSnapshots.safetensors(snapshot.resolve("model.safetensors"), header, new byte[8]);
        assertRefused(snapshot, "model.safetensors", message);
    }

    @Test
    void theIndexLeadsOutside() throws IOException {
        Path snapshot = TestSnapshots.copy(LIGHTON, directory.resolve("s"));
        Files.writeString(
                snapshot.resolve("model.safetensors.index.json"), "{\"weight_map\":{\"a\":\"../model.safetensors\"}}");
        assertRefused(snapshot, "index.json", "outside");
    }

    private static Path weights(Path snapshot) throws IOException {
        try (var files = Files.list(snapshot)) {
            return files.filter(file -> file.toString().endsWith(".safetensors"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int headerLength(byte[] file) {
        return Math.toIntExact(java.nio.ByteBuffer.wrap(file)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getLong());
    }

    private static byte[] replaced(byte[] file, String old, String replacement) {
        String header = new String(file, 8, headerLength(file), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(header).contains(old);
        return replacedHeader(file, header.replace(old, replacement));
    }

    private static byte[] replacedHeader(byte[] file, String header) {
        int length = headerLength(file);
        byte[] text = header.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return java.nio.ByteBuffer.allocate(8 + text.length + file.length - 8 - length)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .put(file, 8 + length, file.length - 8 - length)
                .array();
    }
}
