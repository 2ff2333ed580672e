package dev.recto.charts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The container of a rendered pod as a process of this machine: with its files, its variables and its ports. */
final class RunningPod implements AutoCloseable {
    private static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-jar");

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonNode pod;
    private final JsonNode container;
    private final Process process;
    private final Path log;

    private RunningPod(JsonNode pod, Process process, Path log) {
        this.pod = pod;
        this.container = pod.at("/containers/0");
        this.process = process;
        this.log = log;
    }

    /** @param service folder of the service whose image the pod has */
    static RunningPod start(List<JsonNode> manifests, JsonNode workload, String service, Path folder)
            throws IOException {
        return start(manifests, workload, java(service), Map.of(), folder);
    }

    /** The first of the containers that come before the pod's own. */
    static RunningPod startFirst(List<JsonNode> manifests, JsonNode workload, String service, Path folder)
            throws IOException {
        ObjectNode before = Manifest.pod(workload).deepCopy();
        JsonNode container = before.at("/initContainers/0");
        before.putArray("containers").add(container);
        List<String> command = Stream.concat(
                        Manifest.stream(container.path("command")), Manifest.stream(container.path("args")))
                .map(word -> here(word.asText(), service, folder))
                .toList();
        ObjectNode pod = before.objectNode().put("kind", "Pod");
        pod.set("spec", before);
        return start(manifests, pod, command, Map.of(), folder);
    }

    /** Where an image's places are on this machine. */
    private static String here(String text, String service, Path folder) {
        return text.replace("/opt/java/bin/java", JAVA.getFirst())
                .replace("/app/tools/", Chart.HOME.resolve("ocr-tools/target/tools") + "/")
                .replace("/app/", Chart.HOME.resolve(service).resolve("target/quarkus-app") + "/")
                .replace("/models/", folder.resolve("models") + "/")
                .replace("/var/cache/recto", folder.resolve("cache").toString());
    }

    static List<String> java(String service) {
        List<String> command = new ArrayList<>(JAVA);
        command.add(Chart.HOME
                .resolve(service)
                .resolve("target/quarkus-app/quarkus-run.jar")
                .toString());
        return command;
    }

    /** @param more variables of the machine that the pod would run on */
    static RunningPod start(
            List<JsonNode> manifests, JsonNode workload, List<String> command, Map<String, String> more, Path folder)
            throws IOException {
        JsonNode pod = Manifest.pod(workload);
        Files.createDirectories(folder);
        for (JsonNode mount : pod.at("/containers/0/volumeMounts")) {
            mount(manifests, pod, mount, folder);
        }
        Path log = folder.resolve("log");
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        for (JsonNode variable : pod.at("/containers/0/env")) {
            process.environment().put(variable.path("name").asText(), value(manifests, variable));
        }
        process.environment().putAll(more);
        return new RunningPod(pod, process.start(), log);
    }

    /** An image's working directory is /app; here it is the folder. */
    private static void mount(List<JsonNode> manifests, JsonNode pod, JsonNode mount, Path folder) throws IOException {
        JsonNode volume = Manifest.stream(pod.path("volumes"))
                .filter(each -> each.path("name").equals(mount.path("name")))
                .findFirst()
                .orElseThrow();
        if (volume.has("configMap")) {
            JsonNode files = Manifest.find(
                    manifests, "ConfigMap", volume.at("/configMap/name").asText());
            Path place = Files.createDirectories(folder.resolve(
                    Path.of("/app").relativize(Path.of(mount.path("mountPath").asText()))));
            for (Map.Entry<String, String> file :
                    Manifest.texts(files.path("data")).entrySet()) {
                Files.writeString(place.resolve(file.getKey()), here(file.getValue(), "", folder));
            }
        }
    }

    private static String value(List<JsonNode> manifests, JsonNode variable) {
        JsonNode secret = variable.at("/valueFrom/secretKeyRef");
        if (!secret.isMissingNode()) {
            return Manifest.find(manifests, "Secret", secret.path("name").asText())
                    .path("stringData")
                    .path(secret.path("key").asText())
                    .asText();
        }
        return variable.has("value") ? variable.path("value").asText() : "pod-0";
    }

    /** Of the port with this name. */
    int port(String name) {
        return Manifest.stream(container.path("ports"))
                .filter(port -> port.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no port " + name))
                .path("containerPort")
                .asInt();
    }

    /** What the kubelet's probe of this name would get; 0 where nothing answers. */
    int probe(String name) throws InterruptedException {
        JsonNode get = container.path(name).path("httpGet");
        try {
            return get(get.path("port").asText(), get.path("path").asText()).statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    HttpResponse<String> get(String port, String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + port(port) + path);
        return http.send(
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** Waits for its end, and returns the exit code. */
    int await(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it goes on after " + limit);
        }
        return process.exitValue();
    }

    /** Asks it to end; false where it took longer than its grace. */
    boolean stop() throws InterruptedException {
        process.destroy();
        return process.waitFor(pod.path("terminationGracePeriodSeconds").asInt(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        http.close();
    }
}
