package dev.recto.worker.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RopeConfigTest {
    @TempDir
    Path directory;

    private RopeConfig rope(String config) throws IOException {
        return Snapshot.readConfig(Files.writeString(directory.resolve("config.json"), config))
                .rope();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"rope_theta\": 500}",
                "{\"rope_parameters\": {\"rope_theta\": 500}, \"rope_theta\": 7}",
                "{\"rope_parameters\": {\"rope_type\": \"default\"}, \"rope_theta\": 500}",
                "{\"rope_parameters\": {\"rope_type\": \"axial\", \"rope_theta\": 500}}",
                "{\"rope_scaling\": null, \"rope_theta\": 500}"
            })
    void theBaseIsInTheObjectOrBesideIt(String config) throws IOException {
        assertThat(rope(config).theta()).isEqualTo(500);
    }

    @Test
    void whatIsAbsentHasTheDefaultsOfTheLibrary() throws IOException {
        RopeConfig rope = rope("{}");

        assertThat(rope.theta()).isEqualTo(10_000);
        assertThat(rope.share()).isEqualTo(1);
        assertThat(rope.sections()).isEmpty();
    }

    @Test
    void aShareAndSectionsAreReadFromWhereverTheyAre() throws IOException {
        RopeConfig rope = rope("""
                {"rope_scaling": {"type": "default", "mrope_section": [1, 2, 3]}, "partial_rotary_factor": 0.5}""");

        assertThat(rope.share()).isEqualTo(0.5);
        assertThat(rope.sections()).hasValue(List.of(1, 2, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"rope_parameters\": {\"rope_type\": \"yarn\", \"factor\": 4}}",
                "{\"rope_scaling\": {\"type\": \"linear\", \"factor\": 2}, \"rope_theta\": 500}"
            })
    void scaledFrequenciesAreRefused(String config) {
        assertThatThrownBy(() -> rope(config))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("rope_type must be default");
    }
}
