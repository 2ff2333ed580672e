package dev.recto.local.stack;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A supervised process. It holds the reading end of a pipe as its standard input and ends when the pipe does, be it
 * closed here or by this process's own death. One that dies unasked is started again, see {@link Backoff}.
 */
public final class Child {
    private static final int LOG_TAIL = 20;
    private static final int LOG_BYTES = 16_384;
    private static final int POLL_MILLIS = 50;
    /** A signal to the whole process group may end a process before its parent has noticed that all is to stop. */
    private static final int STOP_GRACE_MILLIS = 500;

    private final ChildSpec spec;
    private final Narrator narrator;
    private final Backoff backoff = new Backoff();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile CountDownLatch mayStart = new CountDownLatch(0);
    private volatile @Nullable Process process;

    Child(ChildSpec spec, Narrator narrator) {
        this.spec = spec;
        this.narrator = narrator;
    }

    public String name() {
        return spec.name();
    }

    public long pid() {
        return current().pid();
    }

    Duration cpuTime() {
        return current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    public boolean isAlive() {
        return current().isAlive();
    }

    boolean isReady() throws IOException, InterruptedException {
        Process running = current();
        return running.isAlive() && spec.readiness().isReady(running);
    }

    /** Starts the process, waits until it is ready, and watches over it from then on. */
    void start() throws IOException, InterruptedException {
        Process started = launch();
        long deadline = System.nanoTime() + spec.startup().toNanos();
        while (!spec.readiness().isReady(started)) {
            if (started.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new StackException(
                        spec.name() + " did not start (exit code " + started.exitValue() + "):\n" + logTail());
            }
            if (System.nanoTime() > deadline) {
                started.destroyForcibly();
                throw new StackException(
                        spec.name() + " was not ready within " + spec.startup().toSeconds() + " s:\n" + logTail());
            }
        }
        Thread.ofVirtual().name("supervise-" + spec.name()).start(this::supervise);
    }

    private Process launch() throws IOException {
        var builder = new ProcessBuilder(spec.line())
                .redirectError(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        builder.environment().putAll(spec.environment());
        if (spec.logsOutput()) {
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        }
        Process launched = builder.start();
        process = launched;
        if (stopping.getCount() == 0) {
            launched.destroyForcibly();
        }
        return launched;
    }

    private void supervise() {
        try {
            while (true) {
                long born = System.nanoTime();
                int code = current().waitFor();
                if (stopping.await(STOP_GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
                Duration wait = backoff.after(Duration.ofNanos(System.nanoTime() - born));
                narrator.say("%s ended (exit code %d, log: %s); starting it again in %d s"
                        .formatted(spec.name(), code, spec.log(), wait.toSeconds()));
                if (stopsWithin(wait)) {
                    return;
                }
                while (!launchedAgain()) {
                    if (stopsWithin(backoff.after(Duration.ZERO))) {
                        return;
                    }
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean stopsWithin(Duration wait) throws InterruptedException {
        return stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** False where it is to be tried again: the machine may have no room for a process at the moment. */
    private boolean launchedAgain() throws InterruptedException {
        mayStart.await();
        try {
            launch();
            return true;
        } catch (IOException failure) {
            narrator.say(spec.name() + " can't be started again yet: " + failure.getMessage());
            return false;
        }
    }

    /** Kills it the hard way, as a test does. */
    public void kill() {
        current().destroyForcibly();
    }

    /** Kills it and keeps it from being started again until it is {@link #letUp() let up}, as a test does. */
    public void keepDown() {
        mayStart = new CountDownLatch(1);
        kill();
    }

    public void letUp() {
        mayStart.countDown();
    }

    /** From now on its end is no surprise. */
    void expectEnd() {
        stopping.countDown();
    }

    /** Ends its standard input; a process that has not ended after {@code patience} is killed. */
    void stop(Duration patience) {
        end(Child::closeInput, patience);
    }

    /** Asks it to end, as a cluster asks a pod; a process that has not ended after {@code patience} is killed. */
    void terminate(Duration patience) {
        end(Process::destroy, patience);
    }

    private void end(Consumer<Process> ask, Duration patience) {
        expectEnd();
        Process running = process;
        if (running == null) {
            return;
        }
        ask.accept(running);
        try {
            if (!running.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                narrator.say(spec.name() + " did not stop within " + patience.toSeconds() + " s and is killed");
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void closeInput(Process running) {
        try {
            running.getOutputStream().close();
        } catch (IOException alreadyGone) {
            // The pipe is closed either way.
        }
    }

    /** Logs grow for as long as the data lie there, and hold whatever a process writes. */
    private String logTail() throws IOException {
        Path log = spec.log();
        if (!Files.exists(log)) {
            return "";
        }
        try (FileChannel channel = FileChannel.open(log)) {
            long start = Math.max(0, channel.size() - LOG_BYTES);
            byte[] end = Channels.newInputStream(channel.position(start)).readAllBytes();
            List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()));
        }
    }

    private Process current() {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException(spec.name() + " was not started");
        }
        return running;
    }
}
