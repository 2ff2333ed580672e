package dev.recto.worker.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotJsonTest {
    @TempDir
    Path directory;

    private SnapshotJson json(String content) throws IOException {
        Files.writeString(directory.resolve("config.json"), content);
        return SnapshotJson.read(directory, "config.json");
    }

    @Test
    void readsValuesByPath() throws IOException {
        SnapshotJson json = json("""
                {"size": {"longest_edge": 1540}, "mean": [0.5, 1], "eos": 3, "name": "x", "none": null}""");

        assertThat(json.integer("size/longest_edge")).isEqualTo(1540);
        assertThat(json.part("size").integer("longest_edge")).isEqualTo(1540);
        assertThat(json.integer("none", 7)).isEqualTo(7);
        assertThat(json.numbers("mean")).containsExactly(0.5, 1);
        assertThat(json.numbers("absent", 2, 3)).containsExactly(2, 3);
        assertThat(json.integers("eos")).hasValue(new int[] {3});
        assertThat(json.integers("absent")).isEmpty();
        assertThat(json.text("name")).isEqualTo("x");
        assertThat(json.texts("absent")).isEmpty();
    }

    @Test
    void namesTheFileAndTheKeyOfWhatIsWrong() throws IOException {
        SnapshotJson json = json("{\"a\": \"text\", \"b\": 1.5, \"c\": [1, \"x\"], \"d\": [1, 2.5]}");

        assertThatThrownBy(() -> json.integer("a")).hasMessageMatching(".*config.json: has no whole number a");
        assertThatThrownBy(() -> json.integer("b")).isInstanceOf(SnapshotException.class);
        assertThatThrownBy(() -> json.integer("absent")).isInstanceOf(SnapshotException.class);
        assertThatThrownBy(() -> json.text("b")).isInstanceOf(SnapshotException.class);
        assertThatThrownBy(() -> json.integers("b")).isInstanceOf(SnapshotException.class);
        assertThatThrownBy(() -> json.integers("d")).hasMessageContaining("has no whole number d");
        assertThatThrownBy(() -> json.numbers("c")).isInstanceOf(SnapshotException.class);
        assertThatThrownBy(json::elements).isInstanceOf(SnapshotException.class);
        assertThatThrownBy(() -> json("{")).hasMessageContaining("is not readable as JSON");
    }

    @Test
    void onlyOptionalFilesMayBeMissing() {
        assertThat(SnapshotJson.readIfPresent(directory, "absent.json").has("a"))
                .isFalse();
        assertThatThrownBy(() -> SnapshotJson.read(directory, "absent.json"))
                .hasMessageContaining("absent.json: is missing");
    }
}
