package dev.recto.api.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.ModelCapability;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OfferedModelsTest {
    @Test
    void whatIsNotSaidOfASleepingModelIsWhatEveryOneDoes() {
        OfferedModels models = offered(Map.of(
                "recto.models.on-demand",
                "some/said,some/unsaid",
                "recto.models.capabilities.\"some/said\"",
                "blocks"));

        assertThat(models.find("some/said").orElseThrow().capabilities()).containsExactly(ModelCapability.BLOCKS);
        assertThat(models.find("some/unsaid").orElseThrow().capabilities())
                .containsExactly(ModelCapability.PROMPT, ModelCapability.ANNOTATION);
    }

    private static OfferedModels offered(Map<String, String> options) {
        ModelsConfig config = new SmallRyeConfigBuilder()
                .withMapping(ModelsConfig.class)
                .withSources(new PropertiesConfigSource(options, "test", 100))
                .build()
                .getConfigMapping(ModelsConfig.class);
        return new OfferedModels(new ServedModels(), config);
    }
}
