package dev.recto.worker.model.family;

import dev.recto.worker.graph.NumberFormat;
import dev.recto.worker.model.Architecture;
import dev.recto.worker.model.deepseek.DeepSeek;
import dev.recto.worker.model.deepseek.DeepSeekConfig;
import dev.recto.worker.model.glm.Glm;
import dev.recto.worker.model.glm.GlmConfig;
import dev.recto.worker.model.lighton.LightOn;
import dev.recto.worker.model.lighton.LightOnConfig;
import dev.recto.worker.snapshot.ConfigNode;
import dev.recto.worker.snapshot.SnapshotException;
import dev.recto.worker.snapshot.TensorSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;

/** The families of models that are known, with the model types by which their config.json names them. */
public enum Family {
    DEEPSEEK_OCR("deepseek-ocr", Set.of("deepseek_vl_v2")),
    LIGHTONOCR_2("lightonocr-2", Set.of("mistral3", "lighton_ocr")),
    GLM_OCR("glm-ocr", Set.of("glm_ocr"));

    private final String label;
    private final Set<String> modelTypes;

    Family(String label, Set<String> modelTypes) {
        this.label = label;
        this.modelTypes = modelTypes;
    }

    /** @throws SnapshotException if the model type is unknown */
    public static Family of(ConfigNode config) {
        String modelType = config.text("model_type");
        for (Family family : values()) {
            if (family.modelTypes.contains(modelType)) {
                return family;
            }
        }
        throw new SnapshotException(config.file(), "unknown model_type " + modelType);
    }

    public Architecture architecture(TensorSource source, NumberFormat format) {
        return switch (this) {
            case DEEPSEEK_OCR -> new DeepSeek(source, DeepSeekConfig.of(source.config()), format);
            case LIGHTONOCR_2 -> new LightOn(source, LightOnConfig.of(source.config()), format);
            case GLM_OCR -> new Glm(source, GlmConfig.of(source.config()), format);
        };
    }

    /** config.json with the dimensions of the published model. */
    byte[] publishedConfig() {
        try (InputStream resource = Family.class.getResourceAsStream(label + ".json")) {
            return Objects.requireNonNull(resource).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return label;
    }
}
