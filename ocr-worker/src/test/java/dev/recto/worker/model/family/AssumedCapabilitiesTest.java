package dev.recto.worker.model.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.ModelCapability;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API takes a model to do while no worker is there, and what its worker says when it comes. */
class AssumedCapabilitiesTest {
    private static final Path API = Path.of("../api-service/src/main/resources/application.properties");

    @ParameterizedTest
    @CsvSource({"lightonai/LightOnOCR-2-1B, LIGHTON", "zai-org/GLM-OCR, GLM", "deepseek-ai/DeepSeek-OCR, DEEPSEEK"})
    void areThoseOfTheFamily(String model, Family family) throws IOException {
        Properties options = new Properties();
        try (Reader file = Files.newBufferedReader(API)) {
            options.load(file);
        }

        String assumed = options.getProperty("recto.models.capabilities.\"" + model + "\"");

        List<ModelCapability> capabilities = Arrays.stream(assumed.split(","))
                .map(word ->
                        ModelCapability.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')))
                .toList();
        assertThat(capabilities).containsExactlyInAnyOrderElementsOf(family.capabilities());
    }
}
