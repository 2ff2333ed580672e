package dev.recto.worker.serving;

import java.util.Map;

/** Options that belong together, by the names that users give them; what is set apart from a preset wins over it. */
public enum Preset {
    /** For one large CUDA device: many pages in flight, steps long enough that prompts don't starve, decode steps captured. */
    CUDA(Map.of(
            "provider", "cuda",
            "slots", "64",
            "ahead", "12",
            "step-tokens", "2048",
            "chunk-tokens", "4096",
            "cuda.graphs", "true"));

    /** Of all options of {@link VisionConfig}. */
    static final String PREFIX = "recto.worker.vlm.";

    static final String OPTION = PREFIX + "preset";

    private final Map<String, String> options;

    Preset(Map<String, String> options) {
        this.options = options;
    }

    /** Without {@link #PREFIX}. */
    Map<String, String> options() {
        return options;
    }
}
