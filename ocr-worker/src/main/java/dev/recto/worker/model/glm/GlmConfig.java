package dev.recto.worker.model.glm;

import dev.recto.worker.graph.DecoderShape;
import dev.recto.worker.snapshot.ConfigNode;
import java.util.List;

/** config.json of GLM-OCR. */
public record GlmConfig(Text text, Vision vision) {
    private static final String DRAFT_LAYERS = "num_nextn_predict_layers";

    /**
     * GLM-4 with M-RoPE.
     *
     * @param drafts whether there is a layer behind the last that guesses the token after the next
     */
    record Text(
            DecoderShape shape,
            int innerSize,
            float epsilon,
            float theta,
            List<Integer> sections,
            boolean tiedEmbeddings,
            boolean drafts) {}

    /** CogViT. */
    record Vision(
            int layers,
            int hiddenSize,
            int heads,
            int innerSize,
            int outSize,
            int channels,
            int frames,
            int patchSize,
            int mergeSize,
            float epsilon,
            float theta) {
        int headSize() {
            return hiddenSize / heads;
        }
    }

    public static GlmConfig of(ConfigNode config) {
        return new GlmConfig(text(config, config.child("text_config")), vision(config.child("vision_config")));
    }

    private static Text text(ConfigNode config, ConfigNode text) {
        text.requireText("hidden_act", "silu");
        if (text.flag("attention_bias", false)) {
            throw text.wrong("attention_bias", "false");
        }
        ConfigNode rope = text.child("rope_parameters");
        if (rope.real("partial_rotary_factor", 1) != 1) {
            throw rope.wrong("partial_rotary_factor", "1");
        }
        int heads = text.count("num_attention_heads");
        int headSize = text.count("head_dim", text.count("hidden_size") / heads);
        List<Integer> sections = rope.integers("mrope_section");
        if (sections.size() != 3
                || sections.stream().mapToInt(Integer::intValue).sum() != headSize / 2) {
            throw rope.wrong("mrope_section", "three numbers that add up to half of head_dim");
        }
        DecoderShape shape = new DecoderShape(
                text.count("num_hidden_layers"),
                text.count("hidden_size"),
                text.count("vocab_size"),
                heads,
                text.count("num_key_value_heads", heads),
                headSize,
                sections.size(),
                text.count("max_position_embeddings"));
        boolean tied = text.flag("tie_word_embeddings", config.flag("tie_word_embeddings", false));
        return new Text(
                shape,
                text.count("intermediate_size"),
                text.real("rms_norm_eps"),
                text.ropeTheta(10_000),
                sections,
                tied,
                text.has(DRAFT_LAYERS) && text.integer(DRAFT_LAYERS) > 0);
    }

    private static Vision vision(ConfigNode vision) {
        vision.requireText("hidden_act", "silu");
        if (!vision.flag("attention_bias", true)) {
            throw vision.wrong("attention_bias", "true");
        }
        return new Vision(
                vision.count("depth"),
                vision.count("hidden_size"),
                vision.count("num_heads"),
                vision.count("intermediate_size"),
                vision.count("out_hidden_size"),
                vision.count("in_channels", 3),
                vision.count("temporal_patch_size", 2),
                vision.count("patch_size"),
                vision.count("spatial_merge_size", 2),
                vision.real("rms_norm_eps"),
                vision.ropeTheta(10_000));
    }
}
