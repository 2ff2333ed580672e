package dev.recto.system;

import dev.recto.local.stack.Installation;
import dev.recto.local.stack.StackOptions;
import java.nio.file.Path;
import java.util.Map;

/** Small snapshots of the three families, with what the reference implementation reads with them. */
final class TinyModels {
    /** As many tokens as the references have. */
    static final int TOKENS = 48;

    private static final Map<String, String> FOLDERS = Map.of(
            "deepseek-ai/DeepSeek-OCR", "deepseek-ocr-tiny",
            "lightonai/LightOnOCR-2-1B", "lightonocr-2-tiny",
            "zai-org/GLM-OCR", "glm-ocr-tiny");

    private TinyModels() {}

    static Path snapshot(String model) {
        return models().resolve(FOLDERS.get(model));
    }

    /** A layout detector. */
    static Path layout() {
        return models().resolve("pp-doclayout-v3-tiny");
    }

    private static Path models() {
        return Installation.current().home().resolve("ocr-worker/src/test/resources/models");
    }

    static StackOptions served(StackOptions options) {
        StackOptions serving = options.with("recto.worker.vlm.max-new-tokens", Integer.toString(TOKENS))
                .with("recto.worker.vlm.slot-tokens", "1024")
                .with("recto.worker.vlm.threads", "1");
        for (String model : FOLDERS.keySet()) {
            serving = serving.serving(model, snapshot(model));
        }
        return serving;
    }
}
