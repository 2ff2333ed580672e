package dev.recto.worker.detector;

import dev.recto.worker.snapshot.ConfigNode;
import dev.recto.worker.snapshot.Snapshot;
import dev.recto.worker.snapshot.SnapshotException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** config.json of PP-DocLayoutV3. What is no network of this kind is refused. */
public record DetectorConfig(BackboneConfig backbone, Encoder encoder, Masks masks, Decoder decoder, int labels) {
    /** Its {@code model_type}. */
    static final String MODEL_TYPE = "pp_doclayout_v3";

    /** Pixels of a cell's side, from the finest map to the coarsest. */
    static final List<Integer> STRIDES = List.of(8, 16, 32);

    /** @param levels maps that pass the attention layers, by number */
    record Encoder(
            int width,
            List<Integer> levels,
            int layers,
            int heads,
            int inner,
            double temperature,
            int expanded,
            float normEpsilon,
            float batchNormEpsilon) {}

    record Masks(int features, int out, int prototypes) {}

    record Decoder(int width, int layers, int heads, int inner, int points, int queries, int orderHead) {}

    /** Whether a snapshot is one of this kind; the config.json of any other says another model type. */
    public static boolean isOf(Path snapshot) {
        Path file = snapshot.resolve("config.json");
        return Files.exists(file)
                && Snapshot.readConfig(file).text("model_type", "").equals(MODEL_TYPE);
    }

    /** @throws SnapshotException naming the key at fault */
    public static DetectorConfig of(ConfigNode config) {
        if (!config.text("model_type").equals(MODEL_TYPE)) {
            throw config.wrong("model_type", MODEL_TYPE);
        }
        config.requireText("activation_function", "silu");
        config.requireText("encoder_activation_function", "gelu");
        config.requireText("decoder_activation_function", "relu");
        config.requireEqual("normalize_before", config.flag("normalize_before", false), false);
        config.requireEqual("learn_initial_query", config.flag("learn_initial_query", false), false);
        config.requireEqual("mask_enhanced", config.flag("mask_enhanced", true), true);
        for (String key : List.of("anchor_image_size", "eval_size")) {
            if (config.has(key)) {
                throw config.wrong(key, "null");
            }
        }
        for (String key : List.of("feature_strides", "feat_strides")) {
            config.requireEqual(key, config.counts(key, STRIDES), STRIDES);
        }
        BackboneConfig backbone = BackboneConfig.of(config.child("backbone_config"));
        Encoder encoder = encoder(config, backbone);
        return new DetectorConfig(backbone, encoder, masks(config, backbone), decoder(config, encoder), labels(config));
    }

    private static Encoder encoder(ConfigNode config, BackboneConfig backbone) {
        int width = config.count("encoder_hidden_dim");
        int heads = config.count("encoder_attention_heads");
        if (width % 4 != 0 || width % heads != 0) {
            throw config.wrong("encoder_hidden_dim", "a multiple of 4 and of encoder_attention_heads");
        }
        List<Integer> in = backbone.stages().stream()
                .skip(1)
                .map(BackboneConfig.Stage::out)
                .toList();
        config.requireEqual("encoder_in_channels", config.counts("encoder_in_channels", in), in);
        List<Integer> levels = config.integers("encode_proj_layers");
        if (levels.stream().anyMatch(level -> level < 0 || level >= STRIDES.size())) {
            throw config.wrong("encode_proj_layers", "numbers from 0 to 2");
        }
        int layers = config.integer("encoder_layers");
        if (layers < 0) {
            throw config.wrong("encoder_layers", "at least 0");
        }
        int expanded = (int) (width * config.real("hidden_expansion", 1));
        if (expanded < 1) {
            throw config.wrong("hidden_expansion", "above 0");
        }
        return new Encoder(
                width,
                levels,
                layers,
                heads,
                config.count("encoder_ffn_dim"),
                config.real("positional_encoding_temperature", 10_000),
                expanded,
                config.real("layer_norm_eps", 1e-5f),
                config.real("batch_norm_eps", 1e-5f));
    }

    private static Masks masks(ConfigNode config, BackboneConfig backbone) {
        int finest = backbone.stages().getFirst().out();
        config.requireEqual("x4_feat_dim", config.count("x4_feat_dim", finest), finest);
        List<Integer> channels = config.counts("mask_feature_channels");
        if (channels.size() != 2) {
            throw config.wrong("mask_feature_channels", "two numbers");
        }
        return new Masks(channels.get(0), channels.get(1), config.count("num_prototypes", 32));
    }

    private static Decoder decoder(ConfigNode config, Encoder encoder) {
        List<Integer> in = Collections.nCopies(STRIDES.size(), encoder.width());
        config.requireEqual("decoder_in_channels", config.counts("decoder_in_channels", in), in);
        config.requireEqual("num_feature_levels", config.count("num_feature_levels", STRIDES.size()), STRIDES.size());
        int width = config.count("d_model");
        int heads = config.count("decoder_attention_heads");
        if (width % heads != 0) {
            throw config.wrong("d_model", "a multiple of decoder_attention_heads");
        }
        return new Decoder(
                width,
                config.count("decoder_layers"),
                heads,
                config.count("decoder_ffn_dim"),
                config.count("decoder_n_points"),
                config.count("num_queries"),
                config.count("global_pointer_head_size"));
    }

    // Names repeat, so only their number says something.
    private static int labels(ConfigNode config) {
        int labels = config.child("id2label").json().size();
        if (labels < 1 || labels > Label.values().length) {
            throw config.wrong("id2label", "at most " + Label.values().length + " labels");
        }
        return labels;
    }
}
