package dev.recto.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.recto.local.client.RectoException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RectoTest {
    @TempDir
    private Path directory;

    @Test
    void keysAreThoseOfTheNamedDataWhereverItIsNamed() throws Exception {
        Queue<String> credentials = new ConcurrentLinkedQueue<>();
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/v1/keys", exchange -> {
            try (exchange) {
                credentials.add(exchange.getRequestHeaders().getFirst("Authorization"));
                byte[] body = "{\"data\":[]}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        service.start();
        try {
            Files.writeString(directory.resolve("key"), "theirs");
            Files.writeString(
                    directory.resolve("url"),
                    "http://127.0.0.1:" + service.getAddress().getPort());
            String data = directory.toString();

            assertThat(Recto.commandLine().execute("keys", "--data", data, "list"))
                    .isZero();
            assertThat(Recto.commandLine().execute("keys", "--data", "/nowhere", "list", "--data", data))
                    .isZero();
            assertThat(credentials).containsExactly("Bearer theirs", "Bearer theirs");
        } finally {
            service.stop(0);
        }
    }

    @Test
    void aDocumentMayHaveTheNameOfAFileOfArguments() throws Exception {
        Path file = Files.writeString(directory.resolve("a.pdf"), "--json");
        assertThat(Recto.commandLine()
                        .parseArgs("ocr", "@" + file)
                        .subcommand()
                        .matchedPositional(0)
                        .stringValues())
                .containsExactly("@" + file);
    }

    @Test
    void anAddressWithoutSchemeIsRefused() {
        var service = CommandLine.populateCommand(new ServiceOption(), "--url", "localhost:8080", "--key", "key");
        assertThatThrownBy(service::connect)
                .isInstanceOf(RectoException.class)
                .hasMessageStartingWith("localhost:8080 is no service's address");
    }
}
