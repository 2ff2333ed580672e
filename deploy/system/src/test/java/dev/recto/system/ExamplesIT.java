package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import dev.recto.local.stack.Installation;
import dev.recto.local.stack.LocalStack;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests of the documentation that Recto's interfaces come from, sent by what people send them with. */
@ExtendWith(SharedStack.class)
class ExamplesIT {
    private static final int MINUTES = 5;

    private final Path home = Installation.current().home();
    private final LocalStack stack;
    private final HttpServer documents;

    @TempDir
    private Path directory;

    ExamplesIT(LocalStack stack) {
        this.stack = stack;
        documents = SimpleFileServer.createFileServer(
                new InetSocketAddress(SharedStack.ALLOWED, 0), home.resolve("docs/samples"), OutputLevel.NONE);
        documents.start();
    }

    @AfterEach
    void stop() {
        documents.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nebul.sh", "opper.sh"})
    void curlIsServed(String script) throws Exception {
        assumeTrue(isInstalled("curl"), "curl is not installed");
        run("sh", script);
    }

    @Tag("thorough")
    @Test
    void pythonIsServed() throws Exception {
        assumeTrue(isInstalled("python3"), "Python is not installed");
        run("python3", "nebul.py");
    }

    private void run(String program, String script) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        var builder = new ProcessBuilder(
                        program,
                        home.resolve("deploy/clients/examples").resolve(script).toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("RECTO_URL", stack.url(0).toString());
        builder.environment().put("RECTO_KEY", stack.key());
        builder.environment().put("RECTO_SAMPLES", home.resolve("docs/samples").toString());
        builder.environment()
                .put(
                        "RECTO_DOCUMENT_URL",
                        "http://%s:%d/report.pdf"
                                .formatted(
                                        SharedStack.ALLOWED,
                                        documents.getAddress().getPort()));
        Process process = builder.start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended && process.exitValue() == 0)
                .as(() -> contentOf(output.toFile()))
                .isTrue();
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
