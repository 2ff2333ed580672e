package dev.recto.system;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.local.bench.TextPdf;
import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.Installation;
import dev.recto.parts.FreePorts;
import dev.recto.system.monitoring.Series;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stranger sees: one command, a second start, and every way to end it. */
class LauncherIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final int port = FreePorts.find(1).getFirst();
    private final URI url = URI.create("http://localhost:" + port);

    @TempDir
    private Path directory;

    @Test
    void startsServesAndStops() throws Exception {
        try (var recto = up()) {
            List<String> greeting = recto.awaitGreeting();
            String key = key();
            assertThat(greeting).startsWith("Recto is ready at " + url, "API key: " + key);
            pasteWorks(greeting.getLast());
            fileIsRead(key);
            whoeverLeavesTakesTheDocumentAlong(recto, key);
            keysAreManaged(key);
            aLinkOnThePathWorks(key);
            secondOnesAreRefused();
            stops(recto);
        }
        assertThat(FreePorts.isFree("127.0.0.1", port)).isTrue();
    }

    @Tag("thorough")
    @Test
    void remembersWhatWasReadBeforeItStopped() throws Exception {
        String file;
        String job;
        try (var recto = up()) {
            recto.awaitGreeting();
            try (var client = new RectoClient(url, key())) {
                file = client.upload(Documents.numbered(directory, 2), Documents.NOBODY);
                job = client.startReading(file, "tesseract", null);
                assertThat(client.await(job, Documents.NOBODY).pages()).isEqualTo(2);
            }
            stops(recto);
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

    private void stops(Launcher recto) throws Exception {
        List<ProcessHandle> processes = everythingOf(recto);
        recto.terminateAll();
        assertThat(recto.awaitEnd()).isEqualTo(143);
        assertThat(recto.output()).last().isEqualTo("Stopping");
        Launcher.awaitGone(processes.stream());
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

    private void fileIsRead(String key) throws Exception {
        String file = Documents.numbered(directory, 1).toString();
        assertThat(recto(0, "ocr", file)).containsExactly("The word of this page is apple");
        assertThat(recto(0, "ocr", file, "--key", key)).containsExactly("The word of this page is apple");
        assertThat(recto(1, "ocr", file, "--key", "wrong")).containsExactly("recto: The API key is not valid.");
        foldersAreRead();
    }

    private void whoeverLeavesTakesTheDocumentAlong(Launcher recto, String key) throws Exception {
        URI metrics = URI.create(recto.output().stream()
                .filter(line -> line.startsWith("Health and metrics at "))
                .findFirst()
                .orElseThrow()
                .replaceAll(".* ", ""));
        String file = Files.write(directory.resolve("long.pdf"), TextPdf.of(600, page -> "One of many pages"))
                .toString();
        try (var client = new RectoClient(url, key);
                var ocr = Launcher.recto("ocr", file, "--data", data().toString())) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(Series.of(metrics).value("recto_jobs", "state=\"reading\""))
                            .isPositive());
            assertThat(client.get("/v1/files").body()).contains("long.pdf");
            ocr.terminateAll();
            assertThat(ocr.awaitEnd()).isEqualTo(143);
            assertThat(ocr.output()).isEmpty();
            assertThat(client.get("/v1/files").body()).doesNotContain("long.pdf");
        }
    }

    private void foldersAreRead() throws Exception {
        Path folder = Files.createDirectories(directory.resolve("scans/deep"));
        Files.copy(Documents.numbered(directory, 1), folder.resolve("one.pdf"), REPLACE_EXISTING);
        Files.copy(folder.resolve("one.pdf"), folder.resolve("zwölf.pdf"));
        Files.writeString(folder.resolve("none.pdf"), "no document");
        assertThat(recto(1, "ocr", directory.resolve("scans").toString(), "--format", "text"))
                .contains(
                        folder.resolve("one.pdf.txt").toString(),
                        folder.resolve("zwölf.pdf.txt").toString(),
                        "2 read, 0 kept from before, 1 failed")
                .anyMatch(line -> line.startsWith("recto: " + folder.resolve("none.pdf") + ": "));
        assertThat(folder.resolve("one.pdf.txt")).hasContent("The word of this page is apple");
        Files.delete(folder.resolve("none.pdf"));
        assertThat(recto(0, "ocr", directory + "/**/o*.pdf", "--format", "text"))
                .containsExactly("0 read, 1 kept from before, 0 failed");
        assertThat(recto(0, "ocr", folder.resolve("one.pdf").toString(), "--format", "html"))
                .contains("<p>The word of this page is apple</p>");
    }

    private void aLinkOnThePathWorks(String key) throws Exception {
        Path script = Installation.current().home().resolve("recto");
        Path link = Files.createSymbolicLink(directory.resolve("recto"), script);
        try (var keys = Launcher.paste(link + " keys --data " + data())) {
            assertThat(keys.awaitEnd()).isZero();
            assertThat(keys.output()).containsExactly(key);
        }
    }

    private void keysAreManaged(String key) throws Exception {
        assertThat(recto(0, "keys")).containsExactly(key);
        String made = recto(0, "keys", "create", "scanner").getFirst();
        assertThat(recto(1, "keys", "list", "--key", made))
                .containsExactly("recto: This needs an administrator's key.");
        String row = recto(0, "keys", "list").stream()
                .filter(line -> line.endsWith("scanner"))
                .findFirst()
                .orElseThrow();
        String id = row.substring(0, 36);

        assertThat(recto(0, "keys", "revoke", id)).containsExactly("Revoked " + id);
        assertThat(recto(1, "keys", "revoke", id)).containsExactly("recto: There is no API key with this id.");
        assertThat(recto(
                        1,
                        "ocr",
                        "--key",
                        made,
                        Documents.numbered(directory, 1).toString()))
                .containsExactly("recto: The API key is not valid.");
        String founded = recto(0, "keys", "create", "their admin", "--administrator", "--organisation", "them")
                .getFirst();
        assertThat(recto(0, "keys", "list", "--key", founded))
                .hasSize(2)
                .last()
                .asString()
                .endsWith("their admin");
    }

    /** What a command prints that ends like this. */
    private List<String> recto(int exitCode, String... arguments) throws Exception {
        String[] line = Stream.concat(Stream.of(arguments), Stream.of("--data", data().toString()))
                .toArray(String[]::new);
        try (var command = Launcher.recto(line)) {
            assertThat(command.awaitEnd())
                    .as(String.join("\n", command.output()))
                    .isEqualTo(exitCode);
            return command.output();
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
                    .containsExactly("recto: Can't listen on port " + port
                            + " of 127.0.0.1 (Address already in use); choose another with --port");
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
