package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.local.bench.TextPdf;
import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.LocalStack;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Documents made to bring a worker down have a typed answer, and the workers' processes are the same ones afterwards. */
@ExtendWith(SharedStack.class)
class HostileDocumentsIT {
    /** The limit of drawing is 10 s; the rest is the machine's. */
    private static final Duration ANSWER = Duration.ofMinutes(2);

    private final LocalStack stack;
    private final RectoClient client;
    private final ObjectMapper json = new ObjectMapper();
    private List<Long> before = List.of();

    HostileDocumentsIT(LocalStack stack, RectoClient client) {
        this.stack = stack;
        this.client = client;
    }

    @BeforeEach
    void ready() throws Exception {
        stack.awaitReady();
        before = workers();
    }

    @AfterEach
    void theSameWorkersLive() throws Exception {
        assertRead(TextPdf.of(1, page -> "Still alive"), "Still alive");
        assertThat(workers()).isEqualTo(before);
    }

    private List<Long> workers() {
        return List.of(stack.worker(0).pid(), stack.worker(1).pid());
    }

    @Test
    void sizesThatMakeNoSenseAreReadOrRefused() throws Exception {
        assertRead(HostileDocuments.picture("png", 65_500, 1), "");
        assertRead(HostileDocuments.picture("png", 1, 65_500), "");
        assertRead(HostileDocuments.picture("jpeg", 65_500, 1), "");
        assertRead(HostileDocuments.picture("png", 1, 1), "");
        assertRead(HostileDocuments.ofSize("0 0 14400 0.00001"), "");
        assertRefused(HostileDocuments.picture("png", 65_535, 1), 413, "document_too_large");
        assertRefused(HostileDocuments.picture("png", 1, 1_000_000), 413, "document_too_large");
        assertRefused(HostileDocuments.ofSize("0 0 1000000 0.001"), "invalid_document");
        assertRefused(HostileDocuments.ofSize("0 0 0 0"), "invalid_document");
        assertRefused(HostileDocuments.ofSize("0 0 1e38 1e38"), "invalid_document");
    }

    @Test
    void contentThatNeverEndsIsRefused() throws Exception {
        assertRefused(HostileDocuments.tenToTheTenRectangles(), "invalid_document");
        assertRead(HostileDocuments.finelyDashed(), "");
    }

    @Tag("thorough")
    @Test
    void contentThatIsTooMuchIsRefused() throws Exception {
        assertRefused(HostileDocuments.unpackingToGigabytes(), "invalid_document");
        assertRefused(HostileDocuments.millionLines(), "invalid_document");
    }

    @Test
    void aFileThatWasCutOffIsReadAsFarAsItGoes() throws Exception {
        byte[] whole = TextPdf.of(1, page -> "Cut off but legible");
        assertRead(Arrays.copyOf(whole, whole.length - 20), "Cut off but legible");
        byte[] many = TextPdf.of(20, page -> "Page " + page);
        assertRefused(Arrays.copyOf(many, 200), "invalid_document");
    }

    /** Enough of them to end both workers, were their threads given up. */
    @Tag("thorough")
    @Test
    void manyHostilePagesDoNotLoseTheOthers() throws Exception {
        byte[] hostile = HostileDocuments.tenToTheTenRectangles();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                answers.add(threads.submit(() -> client.post("/v1/ocr", request(hostile))));
            }
            for (int i = 0; i < 5; i++) {
                String words = "Page of somebody else, number " + i;
                assertRead(TextPdf.of(1, page -> words), words);
            }
            for (Future<HttpResponse<String>> answer : answers) {
                assertThat(code(answer.get())).isEqualTo("invalid_document");
            }
        }
    }

    private void assertRead(byte[] document, String words) throws Exception {
        HttpResponse<String> response = answer(document);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode page = json.readTree(response.body()).at("/pages/0/markdown");
        assertThat(page.asText()).contains(words);
    }

    private void assertRefused(byte[] document, String code) throws Exception {
        assertRefused(document, 400, code);
    }

    private void assertRefused(byte[] document, int status, String code) throws Exception {
        HttpResponse<String> response = answer(document);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(code(response)).isEqualTo(code);
    }

    private String code(HttpResponse<String> response) throws Exception {
        return json.readTree(response.body()).at("/error/code").asText();
    }

    private HttpResponse<String> answer(byte[] document) throws Exception {
        long began = System.nanoTime();
        HttpResponse<String> response = client.post("/v1/ocr", request(document));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(ANSWER);
        return response;
    }

    private static String request(byte[] document) {
        return TesseractRequest.of(document).toString();
    }
}
