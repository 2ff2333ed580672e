package dev.recto.images;

import static org.awaitility.Awaitility.await;

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

/** An empty registry: Debian's {@code docker-registry}. */
final class Registry implements AutoCloseable {
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

    private Registry(String address, Process process) {
        this.address = address;
        this.process = process;
    }

    static Registry start(Path folder) throws IOException {
        String address = "127.0.0.1:" + FreePorts.find(1).getFirst();
        Path configuration = Files.writeString(
                folder.resolve("registry.yml"), CONFIGURATION.formatted(folder.resolve("registry"), address));
        Registry registry = new Registry(
                address,
                new ProcessBuilder("docker-registry", "serve", configuration.toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> registry.ask("/v2/").statusCode() == 200);
        return registry;
    }

    String address() {
        return address;
    }

    /** Of the manifest that a tag names. */
    String digest(String name, String tag) throws IOException, InterruptedException {
        return ask("/v2/" + name + "/manifests/" + tag)
                .headers()
                .firstValue("Docker-Content-Digest")
                .orElse("none");
    }

    private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + path))
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
