package dev.recto.worker.model.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.worker.model.TextTokenizer;
import dev.recto.worker.snapshot.SnapshotException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A processor that no page could be prepared by is found before there is a page. */
class UnusableProcessorTest {
    private static final Path MODELS = Path.of("src/test/resources/models");

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "glm-ocr-tiny | preprocessor_config.json | \"patch_size\":14 | \"patch_size\":16 | patch_size is 16",
                "glm-ocr-tiny | preprocessor_config.json | \"merge_size\":2 | \"merge_size\":1 | merge_size is 1",
                "glm-ocr-tiny | preprocessor_config.json | \"longest_edge\":100352 | \"longest_edge\":1 | pixel bounds",
                "lightonocr-2-tiny | processor_config.json | \"longest_edge\":308 | \"longest_edge\":0 | must be positive",
                "lightonocr-2-tiny | processor_config.json | 0.48145466, | | three channels",
                "deepseek-ocr-tiny | processor_config.json | \"patch_size\":16 | \"patch_size\":0 | sizes of patches",
                "deepseek-ocr-tiny | processor_config.json | \"max_crops\":6 | \"max_crops\":1 | sizes of views"
            })
    void isRefused(String model, String file, String from, String to, String problem) throws IOException {
        for (String name : List.of("config.json", "tokenizer.json", "tokenizer_config.json", file)) {
            Files.copy(MODELS.resolve(model).resolve(name), directory.resolve(name));
        }
        String text = Files.readString(directory.resolve(file)).replaceAll("\\s+", "");
        assertThat(text).contains(from);
        Files.delete(directory.resolve(file));
        Files.writeString(directory.resolve(file), text.replace(from, to == null ? "" : to));
        try (TextTokenizer tokenizer = TextTokenizer.open(directory)) {
            assertThatThrownBy(() -> Family.of(directory).processor(directory, tokenizer))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageContaining(problem);
        }
    }
}
