package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.Installation;
import dev.recto.local.stack.LocalStack;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages as a worker shows them, over HTTP: of what no browser draws, and of what came from an address. */
@ExtendWith(SharedStack.class)
class PagePicturesIT {
    private final LocalStack stack;
    private final RectoClient client;
    private final ObjectMapper json = new ObjectMapper();

    PagePicturesIT(LocalStack stack, RectoClient client) {
        this.stack = stack;
        this.client = client;
    }

    @ParameterizedTest
    @ValueSource(strings = {"boxed.jp2", "bare.j2k", "group4.tiff", "inks.tiff", "deep.tiff", "lossy.webp"})
    void aPictureOfAnyFormatIsShown(String name) throws Exception {
        assertShown(read(TesseractRequest.of(picture(name))), 0);
    }

    @Test
    void everyPageOfATiffIsShown() throws Exception {
        HttpResponse<String> answer = read(TesseractRequest.of(picture("pages.tiff")));
        assertShown(answer, 0);
        assertShown(answer, 2);
        assertThat(shown(answer, 3).statusCode()).isEqualTo(404);
    }

    @Test
    void aDocumentFromAnAddressIsShown() throws Exception {
        HttpServer documents = SimpleFileServer.createFileServer(
                new InetSocketAddress(SharedStack.ALLOWED, 0),
                Installation.current().home().resolve("docs/samples"),
                OutputLevel.NONE);
        documents.start();
        try {
            ObjectNode request = json.createObjectNode().put("model", "tesseract");
            request.putObject("document")
                    .put(
                            "document_url",
                            "http://" + SharedStack.ALLOWED + ":"
                                    + documents.getAddress().getPort() + "/report.pdf");
            assertShown(read(request.put("pages", "0")), 0);
        } finally {
            documents.stop(0);
        }
    }

    private void assertShown(HttpResponse<String> answer, int page) throws Exception {
        HttpResponse<byte[]> picture = shown(answer, page);
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("Content-Type")).contains("image/jpeg");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.body()));
        JsonNode dimensions = json.readTree(answer.body()).at("/pages/" + page + "/dimensions");
        assertThat((double) image.getWidth() / image.getHeight())
                .isCloseTo(
                        dimensions.path("width").asDouble()
                                / dimensions.path("height").asDouble(),
                        within(0.02));
    }

    private HttpResponse<byte[]> shown(HttpResponse<String> answer, int page) throws Exception {
        String job = answer.headers().firstValue("X-Recto-Job").orElseThrow();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(stack.url(1).resolve("/v1/ocr/jobs/" + job + "/pages/" + page + "/picture"))
                            .header("Authorization", "Bearer " + stack.key())
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private HttpResponse<String> read(ObjectNode request) throws Exception {
        stack.awaitReady();
        HttpResponse<String> answer = client.post("/v1/ocr", request.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static byte[] picture(String name) throws IOException {
        try (InputStream file = PagePicturesIT.class.getResourceAsStream("/formats/" + name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        }
    }
}
