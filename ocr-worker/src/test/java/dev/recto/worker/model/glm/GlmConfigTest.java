package dev.recto.worker.model.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.worker.snapshot.Snapshot;
import dev.recto.worker.snapshot.SnapshotException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlmConfigTest {
    @TempDir
    Path directory;

    private GlmConfig.Text text(String whole, String text) throws IOException {
        return GlmConfig.of(Snapshot.readConfig(
                        Files.writeString(directory.resolve("config.json"), """
                        {"text_config": {"num_hidden_layers": 2, "hidden_size": 128, "vocab_size": 530,
                            "num_attention_heads": 2, "intermediate_size": 100%s},
                         "vision_config": {"depth": 2, "hidden_size": 48, "num_heads": 4, "intermediate_size": 70,
                            "patch_size": 8, "out_hidden_size": 128}%s}""".formatted(text, whole))))
                .text();
    }

    @Test
    void whatIsAbsentHasTheDefaultsOfTheLibrary() throws IOException {
        GlmConfig.Text text = text("", "");

        assertThat(text.shape().headSize()).isEqualTo(64);
        assertThat(text.shape().maxPositions()).isEqualTo(131_072);
        assertThat(text.sections()).containsExactly(8, 12, 12);
        assertThat(text.turned()).isEqualTo(64);
        assertThat(text.theta()).isEqualTo(10_000);
        assertThat(text.epsilon()).isEqualTo(1e-5f);
        assertThat(text.tiedEmbeddings()).isFalse();
    }

    @Test
    void aPartOfEachHeadMayTurn() throws IOException {
        GlmConfig.Text text = text("", """
                , "rope_parameters": {"partial_rotary_factor": 0.5, "mrope_section": [2, 6, 8]}""");

        assertThat(text.turned()).isEqualTo(32);
        assertThat(text.sections()).isEqualTo(List.of(2, 6, 8));
    }

    @Test
    void sectionsAddUpToWhatTurns() {
        assertThatThrownBy(() -> text("", """
                , "rope_parameters": {"partial_rotary_factor": 0.5, "mrope_section": [8, 12, 12]}"""))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("mrope_section");
    }

    @ParameterizedTest
    @CsvSource({"true, , true", "true, false, true", "false, true, true", ", true, true", "false, false, false"})
    void embeddingsAreTiedWhereTheModelOrItsTextSaysSo(String whole, String own, boolean tied) throws IOException {
        assertThat(text(tie(whole), tie(own)).tiedEmbeddings()).isEqualTo(tied);
    }

    private static String tie(String value) {
        return value == null ? "" : ", \"tie_word_embeddings\": " + value;
    }
}
