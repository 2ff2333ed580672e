package dev.recto.worker.graph;

import dev.recto.worker.vlm.ImageView;
import java.util.List;

/**
 * A family's networks for one snapshot, and how a page's pixels enter them.
 *
 * <p>The vision graph takes {@link VisionInputs} and gives {@code features} fp32 [cells, hidden] in the order of the
 * patches; the embedding graph takes {@code ids} int64 [batch, sequence] and gives {@code embeddings}; for the decoder see
 * {@link DecoderGraph}.
 */
interface Architecture {
    String FEATURES = "features";
    String IDS = "ids";

    DecoderShape shape();

    Graph vision();

    Graph embedding();

    Graph decoder();

    VisionInputs inputs(ImageView view);

    /** Puts the features of a page's views, each [cells, hidden], into token order. */
    float[] arrange(List<ImageView> views, List<float[]> features);

    static Architecture of(Snapshot snapshot, NumberFormat format) {
        ConfigNode config = snapshot.config();
        String modelType = config.text("model_type");
        return switch (modelType) {
            case "mistral3", "lighton_ocr" -> new LightOn(snapshot, LightOnConfig.of(config), format);
            case "glm_ocr" -> new Glm(snapshot, GlmConfig.of(config), format);
            case "deepseek_vl_v2" -> new DeepSeek(snapshot, DeepSeekConfig.of(config), format);
            default -> throw new SnapshotException(config.file(), "unknown model_type " + modelType);
        };
    }
}
