package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recto.local.bench.TextPdf;
import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.LocalStack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every bad request has its typed answer within seconds, and the workers live on. */
@ExtendWith(SharedStack.class)
class BadInputIT {
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final LocalStack stack;
    private final RectoClient client;
    private final ObjectMapper json = new ObjectMapper();

    BadInputIT(LocalStack stack, RectoClient client) {
        this.stack = stack;
        this.client = client;
    }

    @AfterEach
    void workersLive() throws Exception {
        assertThat(stack.worker(0).isAlive()).isTrue();
        assertThat(stack.worker(1).isAlive()).isTrue();
        var response = client.post("/v1/ocr", request(TextPdf.of(1, page -> "Still alive")));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    @Test
    void damagedPdf() throws Exception {
        byte[] pdf = TextPdf.of(3, page -> "cut off");
        byte[] noise = new byte[2000];
        Arrays.fill(noise, (byte) 0xA5);
        System.arraycopy("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII), 0, noise, 0, 9);
        assertRefused(request(noise), 400, "invalid_document");
        assertRefused(request(Arrays.copyOf(pdf, 60)), 400, "invalid_document");
    }

    @Test
    void encryptedPdf() throws Exception {
        assertRefused(
                request(pdf(document -> {
                    var policy = new StandardProtectionPolicy("owner", "user", new AccessPermission());
                    policy.setEncryptionKeyLength(128);
                    try {
                        document.protect(policy);
                    } catch (IOException failure) {
                        throw new AssertionError(failure);
                    }
                })),
                400,
                "encrypted_document");
    }

    @Test
    void emptyAndForeignFiles() throws Exception {
        assertRefused(request(new byte[0]), 400, "empty_document");
        assertRefused(
                request("PK\u0003\u0004 a spreadsheet".getBytes(StandardCharsets.ISO_8859_1)),
                400,
                "unsupported_format");
    }

    @Test
    void aPageTooLargeToDraw() throws Exception {
        byte[] huge = pdf(document -> document.getPage(0).setMediaBox(new PDRectangle(2_000_000, 2_000_000)));
        assertRefused(request(huge), 400, "invalid_document");
    }

    @Test
    void pagesThatAreNotThere() throws Exception {
        ObjectNode request = (ObjectNode) json.readTree(request(TextPdf.of(2, page -> "two pages")));
        assertRefused(request.put("pages", "0,7").toString(), 400, "page_out_of_range");
        assertRefused(request.put("pages", "3-1").toString(), 422, "validation_error");
        assertRefused(request.put("pages", "first").toString(), 422, "validation_error");
    }

    @Test
    void unknownThings() throws Exception {
        ObjectNode request = (ObjectNode) json.readTree(request(TextPdf.of(1, page -> "one page")));
        assertRefused(request.put("model", "no/such-model").toString(), 400, "model_not_found");
        ObjectNode byId = json.createObjectNode();
        byId.putObject("document").put("file_id", UUID.randomUUID().toString());
        assertRefused(byId.toString(), 404, "file_not_found");
        byId.putObject("document").put("file_id", "seven");
        assertRefused(byId.toString(), 400, "invalid_file_id");
    }

    @Test
    void brokenRequests() throws Exception {
        assertRefused("{\"document\":", 400, "invalid_json");
        assertRefused("{}", 400, "missing_document");
        assertRefused("{\"document\":{\"document_content\":\"%%%\"}}", 400, "invalid_base64");
    }

    private void assertRefused(String body, int status, String code) throws Exception {
        long began = System.nanoTime();
        var response = client.post("/v1/ocr", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(json.readTree(response.body()).at("/error/code").asText())
                .as(response.body())
                .isEqualTo(code);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(ANSWER);
    }

    private static String request(byte[] document) {
        return TesseractRequest.of(document).toString();
    }

    private static byte[] pdf(Consumer<PDDocument> change) throws IOException {
        try (var document = new PDDocument();
                var out = new ByteArrayOutputStream()) {
            document.addPage(new PDPage(PDRectangle.A5));
            change.accept(document);
            document.save(out);
            return out.toByteArray();
        }
    }
}
