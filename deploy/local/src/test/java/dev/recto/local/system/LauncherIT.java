package dev.recto.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.local.client.RectoClient;
import dev.recto.parts.FreePorts;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stranger sees: one command, two starts, and every way to end it. */
class LauncherIT {
    private final int port = FreePorts.find(1).getFirst();
    private final URI url = URI.create("http://localhost:" + port);

    @TempDir
    private Path directory;

    @Test
    void startsServesStopsAndRemembers() throws Exception {
        String file;
        String job;
        try (var recto = up()) {
            List<String> greeting = recto.awaitGreeting();
            String key = key();
            assertThat(greeting).startsWith("Recto is ready at " + url, "API key: " + key);
            pasteWorks(greeting.getLast());
            fileIsRead();
            secondOnesAreRefused();
            try (var client = new RectoClient(url, key)) {
                file = client.upload(Documents.numbered(directory, 2), Documents.NOBODY);
                job = client.startReading(file, "tesseract", null);
                assertThat(client.await(job, Documents.NOBODY).pages()).isEqualTo(2);
            }
            List<ProcessHandle> processes = everythingOf(recto);
            recto.terminateAll();
            assertThat(recto.awaitEnd()).isEqualTo(143);
            assertThat(recto.output()).last().isEqualTo("Stopping");
            Launcher.awaitGone(processes.stream());
        }
        try (var again = up()) {
            again.awaitGreeting();
            try (var client = new RectoClient(url, key())) {
                assertThat(client.await(job, Documents.NOBODY).pages()).isEqualTo(2);
                assertThat(client.await(client.startReading(file, "tesseract", "1"), Documents.NOBODY)
                                .pages())
                        .isEqualTo(1);
            }
            List<ProcessHandle> processes = everythingOf(again);
            again.kill();
            Launcher.awaitGone(processes.stream());
        }
        assertThat(FreePorts.isFree("127.0.0.1", port)).isTrue();
    }

    private Launcher up() throws Exception {
        return Launcher.recto("up", "--port", Integer.toString(port), "--data", data().toString());
    }

    private Path data() {
        return directory.resolve("data");
    }

    private String key() throws Exception {
        return Files.readString(data().resolve("key")).strip();
    }

    private static void pasteWorks(String line) throws Exception {
        try (var curl = Launcher.paste(line)) {
            assertThat(curl.awaitEnd()).isZero();
            String answer = String.join("\n", curl.output());
            assertThat(new ObjectMapper()
                            .readTree(answer)
                            .at("/pages/0/markdown")
                            .asText())
                    .as(answer)
                    .isNotBlank();
        }
    }

    private void fileIsRead() throws Exception {
        String file = Documents.numbered(directory, 1).toString();
        try (var ocr = Launcher.recto("ocr", file, "--data", data().toString())) {
            assertThat(ocr.awaitEnd()).isZero();
            assertThat(ocr.output()).containsExactly("The word of this page is apple");
        }
    }

    private void secondOnesAreRefused() throws Exception {
        try (var sameData = Launcher.recto("up", "--port", "0", "--data", data().toString())) {
            assertThat(sameData.awaitEnd()).isEqualTo(1);
            assertThat(sameData.output()).singleElement().asString().startsWith("recto: Another Recto is running on");
        }
        String other = directory.resolve("other").toString();
        try (var samePort = Launcher.recto("up", "--port", Integer.toString(port), "--data", other)) {
            assertThat(samePort.awaitEnd()).isEqualTo(1);
            assertThat(samePort.output())
                    .containsExactly("recto: Port " + port + " is in use on 127.0.0.1; choose another with --port");
        }
    }

    /** The launcher's children, and PostgreSQL, which detaches itself. */
    private List<ProcessHandle> everythingOf(Launcher recto) throws Exception {
        long postgres = Long.parseLong(
                Files.readAllLines(data().resolve("postgres/postmaster.pid")).getFirst());
        return Stream.concat(recto.children().stream(), ProcessHandle.of(postgres).stream())
                .toList();
    }
}
