package dev.recto.api.models;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@ConfigMapping(prefix = "recto.models")
interface ModelsConfig {
    /** Target of an alias that stands for the default model, whichever that is. */
    String DEFAULT = "default";

    /** Model of requests that name none; without it the first known one that is served, else any served one. */
    @WithName("default")
    Optional<String> defaultModel();

    /** Models that exist even while no worker serves them, best first: asking for one is then a 503, not a 400. */
    @WithDefault("lightonai/LightOnOCR-2-1B,zai-org/GLM-OCR,deepseek-ai/DeepSeek-OCR,tesseract")
    List<String> known();

    /** Other names of models: alias to id, or to {@value #DEFAULT}. */
    Map<String, String> aliases();
}
