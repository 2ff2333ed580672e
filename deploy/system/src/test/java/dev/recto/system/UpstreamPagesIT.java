package dev.recto.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.recto.local.client.DocumentFormat;
import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.LocalStack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service elsewhere that sees two pages where this one's workers see one. */
@Tag("thorough")
class UpstreamPagesIT {
    private static final String ANSWER = """
            {"model": "mistral-ocr-latest", "usage_info": {"pages_processed": 2}, "pages": [
              {"index": 0, "markdown": "Whoever wants to borrow a map of the harbour must leave an address with the woman at the desk",
               "images": [], "dimensions": {"dpi": 72, "width": 595, "height": 842}},
              {"index": 1, "markdown": "There is no sheet for this one", "images": [],
               "dimensions": {"dpi": 72, "width": 595, "height": 842}}]}""";

    @TempDir
    private Path directory;

    @Test
    void aSearchableCopyHasThePagesOfItsDocument() throws Exception {
        HttpServer upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.createContext("/v1/ocr", UpstreamPagesIT::answer);
        upstream.start();
        String address = "http://localhost:" + upstream.getAddress().getPort();
        try (LocalStack stack = TestStacks.start(
                        "upstream-pages-test",
                        options -> options.with("recto.upstreams.mistral.base-url", address)
                                .with("recto.upstreams.mistral.api-key", "anything"));
                RectoClient client = new RectoClient(stack.url(0), stack.key())) {
            byte[] document = Files.readAllBytes(Documents.numbered(directory, 1));
            HttpResponse<String> answer = client.post(
                    "/v1/ocr",
                    TesseractRequest.of(document)
                            .put("model", "mistral/mistral-ocr-latest")
                            .toString());
            JsonNode read = new ObjectMapper().readTree(answer.body());
            assertThat(Documents.indexesOf(read)).as(answer.body()).containsExactly(0, 1);

            ByteArrayOutputStream copy = new ByteArrayOutputStream();
            client.write(answer.headers().firstValue("X-Recto-Job").orElseThrow(), DocumentFormat.PDF, copy);
            try (PDDocument pdf = Loader.loadPDF(copy.toByteArray())) {
                assertThat(pdf.getNumberOfPages()).isEqualTo(1);
                assertThat(new PDFTextStripper().getText(pdf))
                        .contains("apple", "harbour")
                        .doesNotContain("sheet");
            }
        } finally {
            upstream.stop(0);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = ANSWER.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
