package dev.recto.api.models;

import dev.recto.model.ModelCapability;
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

    /** Model of requests that name none; without it the first known one that is served or on demand, else any such one. */
    @WithName("default")
    Optional<String> defaultModel();

    /** Models that exist even while no worker serves them, best first: asking for one is then a 503, not a 400. */
    @WithDefault("lightonai/LightOnOCR-2-1B,zai-org/GLM-OCR,deepseek-ai/DeepSeek-OCR,tesseract")
    List<String> known();

    /** Models whose workers may all be away: they are listed and asked for like served ones, and pages wait for a worker. */
    Optional<List<String>> onDemand();

    /** What a model on demand does while its workers are away, by its id; by default, what every vision-language model does. */
    Map<String, List<ModelCapability>> capabilities();

    /** Other names of models: alias to id, or to {@value #DEFAULT}. */
    Map<String, String> aliases();
}
