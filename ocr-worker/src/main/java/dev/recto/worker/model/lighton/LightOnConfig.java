package dev.recto.worker.model.lighton;

import dev.recto.worker.graph.DecoderShape;
import dev.recto.worker.snapshot.ConfigNode;

/** config.json of LightOnOCR-2, in the hub's style (mistral3) or that of transformers 5 (lighton_ocr). */
public record LightOnConfig(Text text, Vision vision, int mergeSize) {
    /** Qwen3. */
    record Text(DecoderShape shape, int innerSize, float epsilon, float theta, boolean tiedEmbeddings) {}

    /** Pixtral. */
    record Vision(
            int layers,
            int hiddenSize,
            int heads,
            int headSize,
            int innerSize,
            int channels,
            int patchSize,
            float theta) {}

    public static LightOnConfig of(ConfigNode config) {
        return new LightOnConfig(
                text(config, config.child("text_config")),
                vision(config.child("vision_config")),
                config.count("spatial_merge_size", 2));
    }

    private static Text text(ConfigNode config, ConfigNode text) {
        text.requireText("hidden_act", "silu");
        if (text.flag("attention_bias", false) || config.flag("multimodal_projector_bias", false)) {
            throw text.wrong("attention_bias", "false, as must be multimodal_projector_bias");
        }
        if (text.flag("use_sliding_window", false)) {
            throw text.wrong("use_sliding_window", "false");
        }
        int heads = text.count("num_attention_heads");
        DecoderShape shape = new DecoderShape(
                text.count("num_hidden_layers"),
                text.count("hidden_size"),
                text.count("vocab_size"),
                heads,
                text.count("num_key_value_heads", heads),
                text.count("head_dim", 128),
                1,
                text.count("max_position_embeddings", 32_768));
        // What is said of the text is what its class has by default.
        boolean tied = config.flag("tie_word_embeddings", true);
        return new Text(
                shape,
                text.count("intermediate_size"),
                text.real("rms_norm_eps", 1e-6f),
                text.rope().theta(),
                tied);
    }

    private static Vision vision(ConfigNode vision) {
        vision.requireText("hidden_act", "silu");
        int heads = vision.count("num_attention_heads");
        return new Vision(
                vision.count("num_hidden_layers"),
                vision.count("hidden_size"),
                heads,
                vision.count("head_dim", vision.count("hidden_size") / heads),
                vision.count("intermediate_size"),
                vision.count("num_channels", 3),
                vision.count("patch_size"),
                vision.rope().theta());
    }
}
