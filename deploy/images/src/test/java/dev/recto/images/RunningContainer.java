package dev.recto.images;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** An image that runs as a restricted pod would: its user, no capability, nothing to write to but a temporary folder. */
final class RunningContainer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int STOP_SECONDS = 30;
    private static final int END_MINUTES = 3;

    private final String id;
    private final Process process;
    private final Path log;

    private RunningContainer(String id, Process process, Path log) {
        this.id = id;
        this.process = process;
        this.log = log;
    }

    /**
     * @param folder of its own, for its files and its log
     * @param memory the container's limit in bytes
     * @param command instead of the image's own; empty for that
     */
    static RunningContainer start(
            OciArchive image, Path folder, long memory, Map<String, String> configuration, List<String> command)
            throws IOException, InterruptedException {
        Path bundle = Files.createDirectories(folder).resolve("bundle");
        image.unpack(bundle);
        restrict(bundle.resolve("config.json"), memory, configuration, command);
        String id = "recto-" + ProcessHandle.current().pid() + "-" + folder.getFileName();
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder("runc", "run", "--bundle", bundle.toString(), id)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new RunningContainer(id, process, log);
    }

    private static void restrict(Path file, long memory, Map<String, String> configuration, List<String> command)
            throws IOException {
        ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
        ObjectNode process = (ObjectNode) config.get("process");
        process.put("terminal", false).put("noNewPrivileges", true).remove("capabilities");
        if (!command.isEmpty()) {
            process.set("args", JSON.valueToTree(command));
        }
        ArrayNode environment = (ArrayNode) process.get("env");
        new TreeMap<>(configuration).forEach((name, value) -> environment.add(variable(name) + "=" + value));
        ((ObjectNode) config.get("root")).put("readonly", true);
        ObjectNode linux = (ObjectNode) config.get("linux");
        ((ObjectNode) linux.get("resources"))
                .putObject("memory")
                .put("limit", memory)
                .put("swap", memory);
        ((ObjectNode) linux.get("resources"))
                .putObject("cpu")
                .put("quota", 200_000)
                .put("period", 100_000);
        // The embedded parts listen on the host's loopback interface
        linux.set(
                "namespaces",
                JSON.valueToTree(List.of(
                        Map.of("type", "pid"), Map.of("type", "ipc"), Map.of("type", "uts"), Map.of("type", "mount"))));
        ((ArrayNode) config.get("mounts"))
                .add(JSON.valueToTree(Map.of(
                        "destination",
                        "/tmp",
                        "type",
                        "tmpfs",
                        "source",
                        "tmpfs",
                        "options",
                        List.of("nosuid", "nodev", "mode=1777"))));
        JSON.writeValue(file.toFile(), config);
    }

    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** Waits for its end, and returns the exit code. */
    int await() throws InterruptedException {
        if (!process.waitFor(END_MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException("it does not end");
        }
        return process.exitValue();
    }

    /** Asks the service to end, as a kubelet does; false where it had to be killed. */
    boolean stop() throws IOException, InterruptedException {
        Command.run("runc", "kill", id, "TERM");
        return process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (process.isAlive()) {
            Command.run("runc", "kill", id, "KILL");
            process.waitFor();
        }
    }
}
