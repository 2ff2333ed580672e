package dev.recto.api.batch.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.PartsResource;
import dev.recto.api.storage.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class ResultLinesTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    ObjectStore store;

    @Inject
    ObjectMapper json;

    @Test
    void linesOfAllFilesAreOneList() throws JsonProcessingException {
        assertThat(written(stored("{\"a\":1}\n{\"a\":2}\n"), "results/of-nobody", stored("{\"b\":\"\\n\"}\n")))
                .isEqualTo("[{\"a\":1},{\"a\":2},{\"b\":\"\\n\"}]");
        assertThat(written(stored(""))).isEqualTo("[]");
        assertThat(written()).isEqualTo("[]");
    }

    /** Wherever the pieces end that they are read in. */
    @Test
    void anyTextComesThrough() throws JsonProcessingException {
        for (int shift = 0; shift < 4; shift++) {
            String line = "{\"text\":\"" + "x".repeat(shift) + "😀é".repeat(100_000) + "\"}";

            assertThat(written(stored(line + "\n" + line + "\n"))).isEqualTo("[" + line + "," + line + "]");
        }
    }

    @Test
    void aTextMayBeLarge() throws JsonProcessingException {
        String line = "{\"image_base64\":\"" + "a".repeat(21_000_000) + "\"}";

        assertThat(written(stored(line + "\n")).equals("[" + line + "]")).isTrue();
    }

    private String stored(String lines) {
        String key = "results/" + UUID.randomUUID();
        store.put(key, lines.getBytes(UTF_8)).await().atMost(SOON);
        return key;
    }

    private String written(String... keys) throws JsonProcessingException {
        return json.writeValueAsString(new ResultLines(store, List.of(keys)));
    }
}
