package dev.recto.worker.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.snapshot.SnapshotException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots that no network can be made of. */
class DetectorConfigTest {
    private static final Path TINY = Path.of("src/test/resources/models/pp-doclayout-v3-tiny");

    @TempDir
    Path snapshot;

    @BeforeEach
    void copy() throws IOException {
        for (String file : List.of("config.json", "preprocessor_config.json", "model.safetensors")) {
            Files.copy(TINY.resolve(file), snapshot.resolve(file));
            snapshot.resolve(file).toFile().setWritable(true);
        }
    }

    private void replace(String file, String from, String to) throws IOException {
        Path path = snapshot.resolve(file);
        String text = Files.readString(path).replaceAll("\\s+", " ");
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }

    private void refusedNaming(String file, String key) {
        assertThatThrownBy(() -> Detector.open(snapshot, ModelOptions.cpu(1).withWeightCache(snapshot))
                        .close())
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining(file)
                .hasMessageContaining(key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"d_model\": 32 | \"d_model\": 33 | d_model",
                "\"d_model\": 32, | | d_model is missing",
                "\"d_model\": 32 | \"d_model\": \"wide\" | d_model",
                "\"encoder_hidden_dim\": 32 | \"encoder_hidden_dim\": 30 | encoder_hidden_dim",
                "\"encoder_hidden_dim\": 32 | \"encoder_hidden_dim\": 0 | encoder_hidden_dim",
                "\"encoder_layers\": 1 | \"encoder_layers\": -1 | encoder_layers",
                "\"encode_proj_layers\": [ 2 ] | \"encode_proj_layers\": [ 3 ] | encode_proj_layers",
                "\"encode_proj_layers\": [ 2 ] | \"encode_proj_layers\": [ 2.5 ] | encode_proj_layers",
                "\"encode_proj_layers\": [ 2 ] | \"encode_proj_layers\": 2 | encode_proj_layers",
                "\"d_model\": 32 | \"d_model\": 32.5 | d_model must be an integer",
                "\"num_queries\": 24 | \"num_queries\": 100000 | num_queries",
                "\"num_feature_levels\": 3 | \"num_feature_levels\": 4 | num_feature_levels",
                "\"feature_strides\": [ 8, | \"feature_strides\": [ 4, | feature_strides",
                "\"learn_initial_query\": false | \"learn_initial_query\": true | learn_initial_query",
                "\"normalize_before\": false | \"normalize_before\": true | normalize_before",
                "\"mask_enhanced\": true | \"mask_enhanced\": false | mask_enhanced",
                "\"activation_function\": \"silu\" | \"activation_function\": \"tanh\" | activation_function",
                "\"eval_size\": null | \"eval_size\": [ 640, 640 ] | eval_size",
                "\"arch\": \"L\" | \"arch\": \"H\" | backbone_config.arch",
                "\"stem_channels\": [ 3, 8, 16 ] | \"stem_channels\": [ 3, 8 ] | backbone_config.stem_channels",
                "\"stage_num_blocks\": [ 1, 1, 2, 1 ] | \"stage_num_blocks\": [ 1, 1, 2 ] | stage_num_blocks",
                "\"stage_light_block\": [ false, | \"stage_light_block\": [ 1, | stage_light_block",
                "\"stage_light_block\": | \"stage_light_block\": true, \"other\": | stage_light_block must be a list",
                "\"use_learnable_affine_block\": false | \"use_learnable_affine_block\": true | use_learnable_affine_block",
                "\"24\": \"vision_footnote\" | \"24\": \"other\", \"25\": \"more\" | id2label"
            })
    void aConfigurationOfAnotherNetworkIsRefused(String from, String to, String named) throws IOException {
        replace("config.json", from, to == null ? "" : to);

        refusedNaming("config.json", named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"height\": 416 | \"height\": 400 | size.height",
                "\"height\": 416 | \"height\": -32 | size.height",
                "\"width\": 416 | \"width\": 1000000000 | size.width",
                "\"do_resize\": true | \"do_resize\": false | do_resize",
                "\"resample\": 3 | \"resample\": 2 | resample",
                "\"image_mean\": [ 0, 0, 0 ] | \"image_mean\": [ 0 ] | image_mean"
            })
    void pixelsOfAnotherKindAreRefused(String from, String to, String named) throws IOException {
        replace("preprocessor_config.json", from, to);

        refusedNaming("preprocessor_config.json", named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "preprocessor_config.json", "model.safetensors"})
    void aFileThatIsMissingIsNamed(String file) throws IOException {
        Files.delete(snapshot.resolve(file));

        refusedNaming(file, "missing");
    }

    @Test
    void weightsOfOtherDimensionsAreNamed() throws IOException {
        replace("config.json", "\"decoder_ffn_dim\": 64", "\"decoder_ffn_dim\": 48");

        refusedNaming("model.safetensors", "fc1");
    }

    @Test
    void weightsThatAreCutOffAreRefused() throws IOException {
        try (FileChannel file = FileChannel.open(snapshot.resolve("model.safetensors"), StandardOpenOption.WRITE)) {
            file.truncate(file.size() - 4);
        }

        refusedNaming("model.safetensors", "truncated");
    }
}
