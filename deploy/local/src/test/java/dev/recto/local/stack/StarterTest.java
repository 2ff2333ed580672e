package dev.recto.local.stack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StarterTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    @Test
    void whatCannotBeStartedIsSaidAtOnce() {
        var waiting = new CountDownLatch(1);
        Child slow = child("slow", "cat >/dev/null", process -> {
            waiting.countDown();
            return false;
        });
        Child broken = child("broken", "exit 3", process -> {
            waiting.await();
            return false;
        });
        try {
            assertTimeout(
                    Duration.ofSeconds(30),
                    () -> assertThatThrownBy(() -> new Starter(Narrator.SILENT).together(List.of(slow, broken)))
                            .isInstanceOf(StackException.class)
                            .hasMessageContaining("broken did not start"));
        } finally {
            slow.stop(Duration.ofSeconds(1));
        }
    }

    private Child child(String name, String script, Readiness readiness) {
        return new Child(
                new ChildSpec(
                        name,
                        List.of("sh", "-c", script),
                        Map.of(),
                        directory.resolve(name + ".log"),
                        true,
                        readiness,
                        LONG),
                Narrator.SILENT);
    }
}
