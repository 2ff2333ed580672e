package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.local.stack.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The {@code recto} script as a terminal runs it, its output in a file. */
final class Launcher implements AutoCloseable {
    private static final Duration STARTUP = Duration.ofMinutes(5);
    private static final Duration STOP = Duration.ofMinutes(2);

    private final Process process;
    private final Path output;

    private Launcher(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static Launcher recto(String... arguments) throws IOException {
        var line = new ArrayList<>(
                List.of(Installation.current().home().resolve("recto").toString()));
        line.addAll(List.of(arguments));
        return run(line);
    }

    /** Runs a line that was printed for pasting. */
    static Launcher paste(String line) throws IOException {
        return run(List.of("/bin/sh", "-c", line));
    }

    private static Launcher run(List<String> line) throws IOException {
        Path output = Files.createTempFile("recto-output-", ".txt");
        var builder = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("RECTO_SKIP_BUILD", "1");
        // As cron and containers run it
        builder.environment().put("LC_ALL", "C");
        return new Launcher(builder.start(), output);
    }

    /** Waits for the greeting and returns its last three lines. */
    List<String> awaitGreeting() throws IOException {
        await().atMost(STARTUP)
                .until(() -> !process.isAlive() || output().stream().anyMatch(line -> line.startsWith("curl ")));
        List<String> lines = output();
        assertThat(process.isAlive()).as(String.join("\n", lines)).isTrue();
        return lines.subList(lines.size() - 3, lines.size());
    }

    /** Waits for the end and returns the exit code. */
    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS))
                .as("it ends")
                .isTrue();
        return process.exitValue();
    }

    List<String> output() throws IOException {
        return Files.readAllLines(output);
    }

    /** What it started, without the processes that detached themselves. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** As with a terminal's Ctrl-C, every process hears of it; but nobody may have had this signal ignored. */
    void terminateAll() {
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList()
                .forEach(ProcessHandle::destroy);
    }

    void kill() {
        process.destroyForcibly();
    }

    /** Waits until none of the processes lives. */
    static void awaitGone(Stream<ProcessHandle> processes) {
        List<ProcessHandle> all = processes.toList();
        await().atMost(STOP).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.delete(output);
    }
}
