package dev.recto.worker.model.family;

import dev.recto.model.ModelCapability;
import dev.recto.worker.graph.NumberFormat;
import dev.recto.worker.model.Architecture;
import dev.recto.worker.model.PageProcessor;
import dev.recto.worker.model.PromptTokenizer;
import dev.recto.worker.model.deepseek.DeepSeek;
import dev.recto.worker.model.deepseek.DeepSeekConfig;
import dev.recto.worker.model.deepseek.DeepSeekProcessor;
import dev.recto.worker.model.glm.Glm;
import dev.recto.worker.model.glm.GlmConfig;
import dev.recto.worker.model.glm.GlmProcessor;
import dev.recto.worker.model.lighton.LightOn;
import dev.recto.worker.model.lighton.LightOnConfig;
import dev.recto.worker.model.lighton.LightOnProcessor;
import dev.recto.worker.snapshot.ConfigNode;
import dev.recto.worker.snapshot.SnapshotException;
import dev.recto.worker.snapshot.SnapshotJson;
import dev.recto.worker.snapshot.TensorSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The families of models that are known, with the model types by which their config.json names them. */
public enum Family {
    DEEPSEEK(
            "deepseek-ocr",
            Set.of("deepseek_vl_v2", "deepseek_ocr"),
            "DeepSeek-OCR: documents to markdown, with boxes for every block.",
            List.of(
                    ModelCapability.PROMPT,
                    ModelCapability.ANNOTATION,
                    ModelCapability.PICTURE_ANNOTATION,
                    ModelCapability.BLOCKS)),
    LIGHTON(
            "lightonocr-2",
            Set.of("mistral3", "lighton_ocr"),
            "LightOnOCR-2: documents to markdown with LaTeX and HTML tables.",
            List.of(ModelCapability.PROMPT, ModelCapability.ANNOTATION, ModelCapability.PICTURE_ANNOTATION)),
    /** Finds no pictures, so there are none to be annotated. */
    GLM(
            "glm-ocr",
            Set.of("glm_ocr"),
            "GLM-OCR: text, tables and formulas, and extraction into JSON.",
            List.of(ModelCapability.PROMPT, ModelCapability.ANNOTATION));

    private final String label;
    private final Set<String> modelTypes;
    private final String description;
    private final List<ModelCapability> capabilities;

    Family(String label, Set<String> modelTypes, String description, List<ModelCapability> capabilities) {
        this.label = label;
        this.modelTypes = modelTypes;
        this.description = description;
        this.capabilities = capabilities;
    }

    /** @throws SnapshotException if it is no snapshot of a known family */
    public static Family of(Path snapshot) {
        return of(
                snapshot.resolve("config.json"),
                SnapshotJson.read(snapshot, "config.json").text("model_type"));
    }

    /** @throws SnapshotException if the model type is unknown */
    public static Family of(ConfigNode config) {
        return of(config.file(), config.text("model_type"));
    }

    private static Family of(Path file, String modelType) {
        return Arrays.stream(values())
                .filter(family -> family.modelTypes.contains(modelType))
                .findFirst()
                .orElseThrow(() -> new SnapshotException(file, "unknown model_type " + modelType));
    }

    public String description() {
        return description;
    }

    public List<ModelCapability> capabilities() {
        return capabilities;
    }

    public Architecture architecture(TensorSource source, NumberFormat format) {
        return switch (this) {
            case DEEPSEEK -> new DeepSeek(source, DeepSeekConfig.of(source.config()), format);
            case LIGHTON -> new LightOn(source, LightOnConfig.of(source.config()), format);
            case GLM -> new Glm(source, GlmConfig.of(source.config()), format);
        };
    }

    /** @throws SnapshotException if the snapshot has no processor that makes sense */
    public PageProcessor processor(Path snapshot, PromptTokenizer tokenizer) {
        try {
            return switch (this) {
                case DEEPSEEK -> DeepSeekProcessor.open(snapshot, tokenizer);
                case LIGHTON -> LightOnProcessor.open(snapshot, tokenizer);
                case GLM -> GlmProcessor.open(snapshot, tokenizer);
            };
        } catch (IllegalArgumentException e) {
            throw new SnapshotException(snapshot, "its processor is unusable: " + e.getMessage(), e);
        }
    }

    /** config.json with the dimensions of the published model. */
    byte[] publishedConfig() {
        try (InputStream resource = Family.class.getResourceAsStream(label + ".json")) {
            return Objects.requireNonNull(resource).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the command line knows it, and the files of published dimensions. */
    @Override
    public String toString() {
        return label;
    }
}
