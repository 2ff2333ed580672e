package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.local.bench.TextPdf;
import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.LocalStack;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From a request's id, which its client has, the log leads to the job. */
@ExtendWith(SharedStack.class)
class LogIdsIT {
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final LocalStack stack;

    LogIdsIT(LocalStack stack) {
        this.stack = stack;
    }

    @Test
    void aRequestsLineNamesItsJob() throws Exception {
        String document = Base64.getEncoder().encodeToString(TextPdf.of(1, page -> "Unmistakable quicksilver"));
        HttpResponse<String> response;
        try (RectoClient client = new RectoClient(stack.url(0), stack.key())) {
            response = client.post(
                    "/v1/ocr", "{\"model\":\"tesseract\",\"document\":{\"document_content\":\"" + document + "\"}}");
        }
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).contains("quicksilver");

        String request = response.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(lines("api-1.log")).anyMatch(line -> line.matches(".* " + request + " " + UUID + " Accepted"));
        for (Path log : logs()) {
            assertThat(Files.readString(log)).doesNotContain("quicksilver");
        }
    }

    private List<String> lines(String log) throws IOException {
        return Files.readAllLines(folder().resolve(log));
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> logs = Files.list(folder())) {
            return logs.filter(Files::isRegularFile).toList();
        }
    }

    private Path folder() {
        return stack.data().resolve("logs");
    }
}
