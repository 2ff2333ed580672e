package dev.recto.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Messages as the build before wrote them (by that build), and as a later one may: with fields and words that this one does not
 * know. Whoever changes a message records, before that, what the last released build writes.
 */
class OtherBuildsTest {
    private static final Path MESSAGES = Path.of("src/test/resources/messages");
    /** The build before wrote it for nobody: no worker ever read it. */
    private static final String UNREAD = "/kind";

    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @ParameterizedTest
    @CsvSource({
        "heartbeat, WorkerHeartbeat",
        "taken, WorkerHeartbeat",
        "document-task, DocumentTask",
        "page-task, PageTask",
        "cancel, CancelNotice",
        "document-probed, WorkerReply",
        "document-refused, WorkerReply",
        "page-read, WorkerReply",
        "page-failed, WorkerReply",
        "task-returned, WorkerReply"
    })
    void theirMessagesAreReadAndTheyFindInOursAllThatTheyWrote(String name, String type) throws Exception {
        Class<?> message = Class.forName("dev.recto.model." + type);
        JsonNode before = json.readTree(file("before", name).toFile());

        JsonNode ours = json.readTree(json.writerFor(message).writeValueAsString(json.treeToValue(before, message)));

        assertThat(missing(before, ours, "").stream()
                        .filter(field -> !(name.equals("page-task") && field.equals(UNREAD)))
                        .toList())
                .isEmpty();
        assertThatCode(() -> json.readValue(file("after", name).toFile(), message))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource("unknown-reply")
    void aReplyOfAnotherKindIsNone(String name) {
        assertThatThrownBy(() -> json.readValue(file("after", name).toFile(), WorkerReply.class))
                .isInstanceOf(JsonProcessingException.class);
    }

    /** Fields of the one that the other has not, or has otherwise. */
    private static List<String> missing(JsonNode one, JsonNode other, String at) {
        if (!one.isObject() && !one.isArray()) {
            return one.equals(other) ? List.of() : List.of(at);
        }
        List<String> missing = new ArrayList<>();
        one.properties()
                .forEach(field -> missing.addAll(
                        missing(field.getValue(), other.path(field.getKey()), at + "/" + field.getKey())));
        for (int i = 0; i < one.size() && one.isArray(); i++) {
            missing.addAll(missing(one.get(i), other.path(i), at + "/" + i));
        }
        return missing;
    }

    private static Path file(String build, String name) throws IOException {
        Path file = MESSAGES.resolve(build).resolve(name + ".json");
        if (!Files.exists(file)) {
            throw new IOException(file + " is missing");
        }
        return file;
    }
}
