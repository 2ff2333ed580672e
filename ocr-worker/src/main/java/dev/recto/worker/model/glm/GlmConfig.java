package dev.recto.worker.model.glm;

import dev.recto.worker.graph.DecoderShape;
import dev.recto.worker.snapshot.ConfigNode;
import dev.recto.worker.snapshot.RopeConfig;
import java.util.List;

/** config.json of GLM-OCR. */
public record GlmConfig(Text text, Vision vision) {
    private static final String DRAFT_LAYERS = "num_nextn_predict_layers";
    private static final List<Integer> SECTIONS = List.of(8, 12, 12);

    /**
     * GLM-4 with M-RoPE.
     *
     * @param turned numbers of each head that turn with its place, from its first on
     * @param drafts whether there is a layer behind the last that guesses the token after the next
     */
    record Text(
            DecoderShape shape,
            int innerSize,
            float epsilon,
            float theta,
            int turned,
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
        RopeConfig rope = text.rope();
        int heads = text.count("num_attention_heads");
        int headSize = text.count("head_dim", text.count("hidden_size") / heads);
        int turned = (int) (headSize * rope.share());
        List<Integer> sections = rope.sections().orElse(SECTIONS);
        if (turned > headSize
                || sections.size() != 3
                || sections.stream().mapToInt(Integer::intValue).sum() != turned / 2) {
            throw text.wrong("mrope_section", "three numbers that add up to half of what turns of head_dim");
        }
        DecoderShape shape = new DecoderShape(
                text.count("num_hidden_layers"),
                text.count("hidden_size"),
                text.count("vocab_size"),
                heads,
                text.count("num_key_value_heads", heads),
                headSize,
                sections.size(),
                text.count("max_position_embeddings", 131_072));
        boolean tied = config.flag("tie_word_embeddings", false) || text.flag("tie_word_embeddings", false);
        return new Text(
                shape,
                text.count("intermediate_size"),
                text.real("rms_norm_eps", 1e-5f),
                rope.theta(),
                turned,
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
                vision.real("rms_norm_eps", 1e-5f),
                vision.rope().theta());
    }
}
