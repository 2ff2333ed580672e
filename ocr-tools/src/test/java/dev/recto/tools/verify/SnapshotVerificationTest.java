package dev.recto.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.tools.TinySnapshots;
import dev.recto.worker.graph.CacheFormat;
import dev.recto.worker.graph.Precision;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotVerificationTest {
    private static final Path MODELS = TinySnapshots.ALL;
    private static final CopyOption REPLACE = StandardCopyOption.REPLACE_EXISTING;
    private static final String NO_NETWORK = "FAIL  model: no network";

    @TempDir
    Path directory;

    private final List<String> lines = new ArrayList<>();

    private List<String> failures(Path snapshot) {
        new SnapshotVerification(snapshot, new Report(lines::add))
                .run(
                        (path, tokens) -> {
                            throw new UnsupportedOperationException("no network");
                        },
                        Precision.FP32,
                        CacheFormat.FULL);
        return lines.stream().filter(line -> line.startsWith("FAIL")).toList();
    }

    private Path copy(String name) throws IOException {
        try (Stream<Path> files = Files.walk(MODELS.resolve(name))) {
            for (Path file : files.filter(path -> !path.toString().endsWith(".safetensors"))
                    .toList()) {
                Files.copy(
                        file,
                        directory.resolve(MODELS.resolve(name).relativize(file).toString()),
                        REPLACE);
            }
        }
        return directory;
    }

    @ParameterizedTest
    @ValueSource(strings = {"deepseek-ocr-tiny", "lightonocr-2-tiny", "glm-ocr-tiny"})
    void everythingBeforeTheNetworkEqualsTheReference(String name) {
        assertThat(failures(MODELS.resolve(name))).containsExactly(NO_NETWORK);
        assertThat(lines).hasSizeGreaterThan(40);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "real_sizes/wide/meta.json",
                "real_sizes/page/resized.png",
                "text/image.png",
                "text/resized.png",
                "text/pixel_values.npz",
                "text/input_ids.npy",
                "text/position_ids.npy",
                "text/tokens.npy",
                "text/meta.json",
                "meta.json"
            })
    void aMissingReferenceFails(String file) throws IOException {
        Path snapshot = copy("glm-ocr-tiny");
        Files.delete(snapshot.resolve("golden").resolve(file));

        assertThat(failures(snapshot)).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenizer", "smart_resize"})
    void aSetMayDoWithoutATable(String table) throws IOException {
        Path snapshot = copy("glm-ocr-tiny");
        List<String> whole = failures(snapshot);
        lines.clear();
        Files.delete(snapshot.resolve("golden").resolve(table + ".json"));

        assertThat(failures(snapshot)).isEqualTo(whole);
        assertThat(lines).contains("note  " + table + ": not in this set");
    }

    @Test
    void anotherPictureFails() throws IOException {
        Path snapshot = copy("deepseek-ocr-tiny");
        Files.copy(snapshot.resolve("golden/text/tile_0.png"), snapshot.resolve("golden/text/tile_1.png"), REPLACE);

        assertThat(failures(snapshot))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("FAIL  text/tile_1.png: differs by up to");
    }

    @Test
    void otherSizesInTheSnapshotFail() throws IOException {
        Path snapshot = copy("lightonocr-2-tiny");
        Path config = snapshot.resolve("processor_config.json");
        Files.writeString(config, Files.readString(config).replace("308", "280"));

        assertThat(failures(snapshot)).anyMatch(line -> line.startsWith("FAIL  text/resized.png"));
    }

    @Test
    void anUnknownFamilyIsNamed() throws IOException {
        Path snapshot = copy("glm-ocr-tiny");
        Path config = snapshot.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("\"glm_ocr\"", "\"other\""));

        assertThat(failures(snapshot)).singleElement().asString().contains("config.json", "other");
    }

    @Test
    void aDirectoryWithoutSnapshotFails() {
        assertThat(failures(directory)).singleElement().asString().contains("tokenizer.json: is missing");
    }
}
