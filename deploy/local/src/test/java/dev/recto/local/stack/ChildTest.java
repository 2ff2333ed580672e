package dev.recto.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String READY_THEN_WAIT = "echo ready; cat >/dev/null";

    @TempDir
    private Path directory;

    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private @Nullable Child child;

    @AfterEach
    void stop() {
        if (child != null) {
            child.stop(Duration.ofSeconds(1));
        }
    }

    @Test
    void isReadyWhenItPrintsAndEndsWithItsInput() throws Exception {
        Child started = start(READY_THEN_WAIT);
        ProcessHandle process = ProcessHandle.of(started.pid()).orElseThrow();
        started.stop(PATIENCE);
        assertThat(process.isAlive()).isFalse();
        assertThat(said).isEmpty();
    }

    @Test
    void isStartedAgainWhenItDies() throws Exception {
        Child started = start(READY_THEN_WAIT);
        long first = started.pid();
        started.kill();
        await().atMost(PATIENCE).until(() -> started.pid() != first);
        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("child ended (exit code 137")
                .endsWith("again in 1 s");
    }

    @Test
    void isTriedAgainUntilItCanBeStarted() throws Exception {
        Path program = directory.resolve("program");
        Path away = directory.resolve("away");
        Files.writeString(program, "#!/bin/sh\n" + READY_THEN_WAIT);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Child started = start(List.of(program.toString()), PATIENCE);
        long first = started.pid();
        Files.move(program, away);
        started.kill();
        await().atMost(PATIENCE).until(() -> said.size() > 1);
        Files.move(away, program);
        await().atMost(PATIENCE).until(() -> started.pid() != first);
        assertThat(said).anyMatch(line -> line.startsWith("child can't be started again yet: "));
    }

    @Test
    void staysDownUntilItIsLetUp() throws Exception {
        Child started = start(READY_THEN_WAIT);
        long first = started.pid();
        started.keepDown();
        await().atMost(PATIENCE).until(() -> !said.isEmpty());
        await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> started.pid() == first);
        started.letUp();
        await().atMost(PATIENCE).until(() -> started.pid() != first);
    }

    @Test
    void isKilledWhenItIgnoresTheEndOfItsInput() throws Exception {
        Child started = start("echo ready; exec sleep 60");
        ProcessHandle process = ProcessHandle.of(started.pid()).orElseThrow();
        started.stop(Duration.ofMillis(100));
        assertThat(process.isAlive()).isFalse();
        assertThat(said).containsExactly("child did not stop within 0 s and is killed");
    }

    @Test
    void endsWhenItIsAskedToAsAPodIs() throws Exception {
        Child started = start("trap 'echo asked >&2; exit 0' TERM; echo ready; while :; do sleep 0.1; done");
        ProcessHandle process = ProcessHandle.of(started.pid()).orElseThrow();
        started.terminate(PATIENCE);
        assertThat(process.isAlive()).isFalse();
        assertThat(directory.resolve("child.log")).hasContent("asked");
        assertThat(said).isEmpty();
    }

    @Test
    void isKilledWhenItIgnoresThatItIsAskedToEnd() throws Exception {
        Child started = start("trap '' TERM; echo ready; exec sleep 60");
        ProcessHandle process = ProcessHandle.of(started.pid()).orElseThrow();
        started.terminate(Duration.ofMillis(100));
        assertThat(process.isAlive()).isFalse();
        assertThat(said).containsExactly("child did not stop within 0 s and is killed");
    }

    @Test
    void isKilledAtOnceWhenNobodyWaitsForItsEnd() throws Exception {
        Child started = start("trap '' TERM; echo ready; exec sleep 60");
        ProcessHandle process = ProcessHandle.of(started.pid()).orElseThrow();
        Thread.currentThread().interrupt();
        started.terminate(PATIENCE);
        assertThat(Thread.interrupted()).isTrue();
        process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void tellsTheEndOfTheLogWhenItDoesNotStart() {
        assertThatThrownBy(() -> start("echo the disk is gone >&2; exit 3"))
                .isInstanceOf(StackException.class)
                .hasMessage("child did not start (exit code 3):\nthe disk is gone");
    }

    @Test
    void tellsTheEndOfAnyLog() throws Exception {
        Path log = directory.resolve("child.log");
        Files.write(log, new byte[100_000]);
        Files.write(log, new byte[] {'b', (byte) 0xFC, '\n'}, StandardOpenOption.APPEND);
        assertThatThrownBy(() -> start("echo the disk is gone >&2; exit 3"))
                .isInstanceOf(StackException.class)
                .hasMessageEndingWith("b\uFFFD\nthe disk is gone")
                .message()
                .hasSizeLessThan(20_000);
    }

    @Test
    void isGivenUpWhenItIsNotReadyInTime() {
        assertThatThrownBy(() -> start("cat >/dev/null", Duration.ofMillis(200)))
                .isInstanceOf(StackException.class)
                .hasMessageStartingWith("child was not ready within 0 s");
    }

    private Child start(String script) throws Exception {
        return start(script, PATIENCE);
    }

    private Child start(String script, Duration startup) throws Exception {
        return start(List.of("/bin/sh", "-c", script), startup);
    }

    private Child start(List<String> line, Duration startup) throws Exception {
        var spec = new ChildSpec(
                "child", line, Map.of(), directory.resolve("child.log"), false, Readiness.output(), startup);
        child = new Child(spec, said::add);
        child.start();
        return child;
    }
}
