package dev.recto.worker.model.family;

import dev.recto.model.ModelCapability;
import dev.recto.worker.model.PageProcessor;
import dev.recto.worker.model.PromptTokenizer;
import dev.recto.worker.model.deepseek.DeepSeekProcessor;
import dev.recto.worker.model.glm.GlmProcessor;
import dev.recto.worker.model.lighton.LightOnProcessor;
import dev.recto.worker.snapshot.SnapshotFileException;
import dev.recto.worker.snapshot.SnapshotJson;
import java.nio.file.Path;
import java.util.List;

/** The families of models that can be read. */
public enum ModelFamily {
    DEEPSEEK(
            "DeepSeek-OCR: documents to markdown, with boxes for every block.",
            List.of(
                    ModelCapability.PROMPT,
                    ModelCapability.ANNOTATION,
                    ModelCapability.PICTURE_ANNOTATION,
                    ModelCapability.BLOCKS)),
    LIGHTON(
            "LightOnOCR-2: documents to markdown with LaTeX and HTML tables.",
            List.of(ModelCapability.PROMPT, ModelCapability.ANNOTATION, ModelCapability.PICTURE_ANNOTATION)),
    /** Finds no pictures, so there are none to be annotated. */
    GLM(
            "GLM-OCR: text, tables and formulas, and extraction into JSON.",
            List.of(ModelCapability.PROMPT, ModelCapability.ANNOTATION));

    private final String description;
    private final List<ModelCapability> capabilities;

    ModelFamily(String description, List<ModelCapability> capabilities) {
        this.description = description;
        this.capabilities = capabilities;
    }

    public String description() {
        return description;
    }

    public List<ModelCapability> capabilities() {
        return capabilities;
    }

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

    public PageProcessor processor(Path snapshot, PromptTokenizer tokenizer) {
        return switch (this) {
            case DEEPSEEK -> DeepSeekProcessor.open(snapshot, tokenizer);
            case LIGHTON -> LightOnProcessor.open(snapshot, tokenizer);
            case GLM -> GlmProcessor.open(snapshot, tokenizer);
        };
    }
}
