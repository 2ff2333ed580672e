package dev.recto.worker.vlm.family;

import dev.recto.worker.vlm.PageProcessor;
import dev.recto.worker.vlm.SnapshotFileException;
import dev.recto.worker.vlm.SnapshotJson;
import dev.recto.worker.vlm.TextTokenizer;
import dev.recto.worker.vlm.deepseek.DeepSeekProcessor;
import dev.recto.worker.vlm.glm.GlmProcessor;
import dev.recto.worker.vlm.lighton.LightOnProcessor;
import java.nio.file.Path;

/** The families of models that can be read. */
public enum ModelFamily {
    DEEPSEEK,
    LIGHTON,
    GLM;

    /** By {@code model_type} of {@code config.json}. */
    public static ModelFamily of(Path snapshot) {
        String type = SnapshotJson.read(snapshot, "config.json").text("model_type");
        return switch (type) {
            case "deepseek_vl_v2", "deepseek_ocr" -> DEEPSEEK;
            case "mistral3", "lighton_ocr" -> LIGHTON;
            case "glm_ocr" -> GLM;
            default ->
                throw new SnapshotFileException(snapshot.resolve("config.json"), "is of no family known here: " + type);
        };
    }

    public PageProcessor processor(Path snapshot, TextTokenizer tokenizer) {
        return switch (this) {
            case DEEPSEEK -> DeepSeekProcessor.open(snapshot, tokenizer);
            case LIGHTON -> LightOnProcessor.open(snapshot, tokenizer);
            case GLM -> GlmProcessor.open(snapshot, tokenizer);
        };
    }
}
