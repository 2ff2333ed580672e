package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.local.bench.TextPdf;
import dev.recto.local.client.OcrResult;
import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.LocalStack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedStack.class)
class EndToEndIT {
    private static final int REQUESTS_PER_API = 8;

    private final List<RectoClient> clients;
    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    private Path directory;

    EndToEndIT(LocalStack stack) {
        clients = List.of(new RectoClient(stack.url(0), stack.key()), new RectoClient(stack.url(1), stack.key()));
    }

    @AfterEach
    void close() {
        clients.forEach(RectoClient::close);
    }

    @Test
    void aFileIsSentReadAndAnswered() throws Exception {
        OcrResult result = clients.get(0).read(Documents.numbered(directory, 3), "tesseract", null, Documents.NOBODY);
        assertThat(Documents.indexesOf(result.body())).containsExactly(0, 1, 2);
        assertThat(Documents.wordsOf(result.body())).isEqualTo(Documents.words(3));
        assertThat(result.markdown()).contains("The word of this page is apple");
    }

    @Test
    void everyPictureOfATiffIsAPage() throws Exception {
        OcrResult result = clients.get(0).read(Documents.faxed(directory, 3), "tesseract", "1,2", Documents.NOBODY);
        assertThat(Documents.indexesOf(result.body())).containsExactly(1, 2);
        assertThat(Documents.wordsOf(result.body())).containsExactly("bridge", "candle");
    }

    @Test
    void onlySelectedPagesAreRead() throws Exception {
        OcrResult result =
                clients.get(1).read(Documents.numbered(directory, 5), "tesseract", "0,3-4", Documents.NOBODY);
        assertThat(Documents.indexesOf(result.body())).containsExactly(0, 3, 4);
        assertThat(Documents.wordsOf(result.body())).containsExactly("apple", "dragon", "engine");
    }

    @Test
    void aReaderThatFollowsNoInstructionsSaysSo() throws Exception {
        String document = Base64.getEncoder().encodeToString(TextPdf.of(1, page -> "Just this line"));
        var response = clients.get(0)
                .post(
                        "/v1/ocr",
                        "{\"model\":\"tesseract\",\"document\":{\"document_content\":\"" + document
                                + "\"},\"prompt\":\"Only numbers\",\"document_annotation_prompt\":\"Which day?\","
                                + "\"bbox_annotation_format\":{\"type\":\"json_schema\",\"json_schema\":"
                                + "{\"name\":\"x\",\"schema\":{\"type\":\"object\"}}}}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode answer = json.readTree(response.body());
        assertThat(answer.at("/usage_info/applied_settings/unfollowed").toString())
                .isEqualTo("[\"prompt\",\"document_annotation_prompt\",\"bbox_annotation_format\"]");
        assertThat(json.readTree(answer.at("/document_annotation").asText())
                        .at("/text")
                        .asText())
                .contains("Just this line");
    }

    /** Replies reach either API; every waiting request is answered by the one that accepted it. */
    @Test
    void everyApiAnswersItsOwnRequests() throws Exception {
        String document = Base64.getEncoder().encodeToString(TextPdf.of(1, page -> "Which one answers"));
        String body = "{\"model\":\"tesseract\",\"document\":{\"document_content\":\"" + document + "\"}}";
        var running = new ArrayList<Future<JsonNode>>();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int request = 0; request < REQUESTS_PER_API; request++) {
                for (RectoClient client : clients) {
                    running.add(senders.submit(() -> {
                        var response = client.post("/v1/ocr", body);
                        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
                        return json.readTree(response.body());
                    }));
                }
            }
            for (var answer : running) {
                assertThat(answer.get().at("/pages/0/markdown").asText()).contains("Which one answers");
            }
        }
    }
}
