package dev.recto.worker.model.deepseek;

import dev.recto.worker.graph.DecoderShape;
import dev.recto.worker.snapshot.ConfigNode;
import java.util.List;

/** config.json of DeepSeek-OCR; what the published files leave to the code's defaults has those defaults. */
public record DeepSeekConfig(Text text, Sam sam, Clip clip) {
    /** DeepSeek-V2 with ordinary attention. */
    record Text(
            DecoderShape shape,
            int innerSize,
            int denseLayers,
            int experts,
            int expertsPerToken,
            int expertInnerSize,
            int sharedExperts,
            float epsilon,
            float theta,
            boolean tiedEmbeddings) {}

    /**
     * SAM's image encoder.
     *
     * @param tableSide side of the position table in cells
     * @param window side of a window in cells
     */
    record Sam(
            int layers,
            int width,
            int heads,
            List<Integer> globalLayers,
            int patchSize,
            int tableSide,
            int window,
            int neckChannels,
            List<Integer> downsampleChannels) {
        int headSize() {
            return width / heads;
        }

        boolean isGlobal(int layer) {
            return globalLayers.contains(layer);
        }

        int outChannels() {
            return downsampleChannels.getLast();
        }
    }

    /** @param tableSide side of the position table in cells, without the class token */
    record Clip(int layers, int width, int heads, int tableSide) {
        int headSize() {
            return width / heads;
        }
    }

    private static final int SAM_PATCH = 16;
    private static final int SAM_WINDOW = 14;

    public static DeepSeekConfig of(ConfigNode config) {
        ConfigNode vision = config.child("vision_config");
        ConfigNode widths = vision.child("width");
        ConfigNode sam = widths.child("sam_vit_b");
        ConfigNode clip = widths.child("clip-l-14-224");
        DeepSeekConfig result = new DeepSeekConfig(
                text(config, config.child("language_config")),
                new Sam(
                        sam.count("layers"),
                        sam.count("width"),
                        sam.count("heads"),
                        globalLayers(sam),
                        SAM_PATCH,
                        vision.count("image_size") / SAM_PATCH,
                        SAM_WINDOW,
                        sam.count("out_chans", 256),
                        sam.integers("downsample_channels")),
                new Clip(
                        clip.count("layers"),
                        clip.count("width"),
                        clip.count("heads"),
                        clip.count("image_size") / clip.count("patch_size")));
        if (result.sam().downsampleChannels().size() != 2
                || result.sam().outChannels() != result.clip().width()) {
            throw sam.wrong("downsample_channels", "two numbers, the last of which is CLIP's width");
        }
        return result;
    }

    /** Without those of the published model that a shorter one does not have. */
    private static List<Integer> globalLayers(ConfigNode sam) {
        int layers = sam.count("layers");
        return sam.integers("global_attn_indexes").stream()
                .filter(layer -> layer >= 0 && layer < layers)
                .toList();
    }

    private static Text text(ConfigNode config, ConfigNode text) {
        text.requireText("topk_method", "greedy");
        text.requireText("scoring_func", "softmax");
        text.requireText("hidden_act", "silu");
        if (text.flag("use_mla", true)) {
            throw text.wrong("use_mla", "false");
        }
        if (text.flag("attention_bias", false)) {
            throw text.wrong("attention_bias", "false");
        }
        if (text.flag("norm_topk_prob", false) || text.real("routed_scaling_factor", 1) != 1) {
            throw text.wrong("norm_topk_prob", "false, and routed_scaling_factor 1");
        }
        if (text.count("n_group", 1) != 1) {
            throw text.wrong("n_group", "1");
        }
        int heads = text.count("num_attention_heads");
        int hidden = text.count("hidden_size");
        DecoderShape shape = new DecoderShape(
                text.count("num_hidden_layers"),
                hidden,
                text.count("vocab_size"),
                heads,
                text.count("num_key_value_heads", heads),
                hidden / heads,
                1,
                text.count("max_position_embeddings"));
        return new Text(
                shape,
                text.count("intermediate_size"),
                text.integer("first_k_dense_replace"),
                text.count("n_routed_experts"),
                text.count("num_experts_per_tok"),
                text.count("moe_intermediate_size"),
                text.count("n_shared_experts"),
                text.real("rms_norm_eps", 1e-6f),
                text.rope().theta(),
                config.flag("tie_word_embeddings", text.flag("tie_word_embeddings", false)));
    }
}
