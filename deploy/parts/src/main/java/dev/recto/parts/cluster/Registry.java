package dev.recto.parts.cluster;

import dev.recto.parts.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An empty registry for images and charts: Debian's {@code docker-registry}. */
public final class Registry implements AutoCloseable {
    private static final Duration STARTUP = Duration.ofMinutes(1);
    private static final int POLL_MILLIS = 50;
    private static final String CONFIGURATION = """
            version: 0.1
            log: {level: error}
            storage: {filesystem: {rootdirectory: %s}}
            http: {addr: "%s"}
            """;
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    private final Process process;
    private final Path log;

    private Registry(String address, Process process, Path log) {
        this.address = address;
        this.process = process;
        this.log = log;
    }

    /**
     * Returns when it answers.
     *
     * @param folder for its configuration, its log and what it is given
     */
    public static Registry start(Path folder) throws IOException, InterruptedException {
        String address = "127.0.0.1:" + FreePorts.find(1).getFirst();
        Path configuration = Files.writeString(
                folder.resolve("registry.yml"), CONFIGURATION.formatted(folder.resolve("registry"), address));
        Path log = folder.resolve("registry.log");
        Process process = new ProcessBuilder("docker-registry", "serve", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Registry registry = new Registry(address, process, log);
        try {
            registry.awaitAnswer();
        } catch (IOException | InterruptedException failure) {
            registry.close();
            throw failure;
        }
        return registry;
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + STARTUP.toNanos();
        while (!answers()) {
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException("docker-registry ended:\n" + Files.readString(log));
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("docker-registry does not answer:\n" + Files.readString(log));
            }
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            return ask("/v2/").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public String address() {
        return address;
    }

    /** Of the manifest that a tag names. */
    public String digest(String name, String tag) throws IOException, InterruptedException {
        return ask("/v2/" + name + "/manifests/" + tag)
                .headers()
                .firstValue("Docker-Content-Digest")
                .orElse("none");
    }

    private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + path))
                .timeout(STARTUP)
                .header("Accept", MANIFEST)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.destroyForcibly();
        http.close();
    }
}
