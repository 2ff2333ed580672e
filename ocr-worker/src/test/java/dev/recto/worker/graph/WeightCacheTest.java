package dev.recto.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.snapshot.Snapshot;
import dev.recto.worker.snapshot.TestSnapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted from a cache, and what never is. */
@Timeout(120)
class WeightCacheTest {
    /** Header and values of each file here. */
    private static final int FILE = 128 + 16;

    @TempDir
    private Path directory;

    private Path cache;
    private Snapshot snapshot;

    @BeforeEach
    void openSnapshot() throws IOException {
        cache = directory.resolve("cache");
        Files.writeString(directory.resolve("config.json"), "{}");
        TestSnapshots.safetensors(
                directory.resolve("model.safetensors"),
                "{\"a\":{\"dtype\":\"BF16\",\"shape\":[2,2],\"data_offsets\":[0,8]}}",
                new byte[8]);
        snapshot = Snapshot.open(directory);
    }

    @AfterEach
    void closeSnapshot() {
        snapshot.close();
    }

    @Test
    void theLongestUnusedGoesWhenThereIsNoRoomForTheNext() throws IOException {
        Path first = used("first", 1);
        Path second = used("second", 2);
        used("first", 3);
        assertThat(Files.size(first)).isEqualTo(FILE);

        used("third", 4, 2 * FILE);

        assertThat(second).doesNotExist();
        assertThat(weights()).hasSize(2).contains(first);
    }

    @Test
    void usingAFileMakesItYoung() throws IOException {
        Path file = used("some", 1);
        lease("some", Long.MAX_VALUE).close();
        assertThat(Files.getLastModifiedTime(file)).isGreaterThan(FileTime.fromMillis(1));
    }

    @Test
    void whatIsInUseStaysHoweverLittleRoomThereIs() throws IOException {
        try (WeightCache.Lease first = lease("first", Long.MAX_VALUE);
                WeightCache.Lease again = lease("first", Long.MAX_VALUE)) {
            lease("second", 1).close();
            first.close();
            lease("third", 1).close();
            assertThat(again.file()).exists();
            assertThat(weights()).hasSize(2);
        }
        lease("fourth", 1).close();
        assertThat(weights()).hasSize(1);
    }

    @Test
    void whatAnotherProcessUsesStaysUntilItIsKilled() throws Exception {
        Process user = process("user");
        Path file = Path.of(user.inputReader().readLine());
        lease("second", 1).close();
        assertThat(file).exists();

        user.destroyForcibly().waitFor();
        lease("third", 1).close();
        assertThat(file).doesNotExist();
        assertThat(weights()).hasSize(1);
    }

    @Test
    void whatAProcessThatWasKilledHadHalfWrittenGoes() throws Exception {
        Process writer = process("writer");
        assertThat(writer.inputReader().readLine()).isEqualTo("half");
        lease("meanwhile", Long.MAX_VALUE).close();
        assertThat(unfinished()).hasSize(1);

        writer.destroyForcibly().waitFor();
        lease("next", Long.MAX_VALUE).close();
        assertThat(unfinished()).isEmpty();
        assertThat(weights()).hasSize(2);
    }

    private List<Path> weights() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(file -> file.toString().endsWith(".safetensors"))
                    .toList();
        }
    }

    private List<Path> unfinished() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(file -> file.getFileName().toString().startsWith("unfinished"))
                    .toList();
        }
    }

    private Path used(String name, long at) throws IOException {
        return used(name, at, Long.MAX_VALUE);
    }

    private Path used(String name, long at, long mostBytes) throws IOException {
        try (WeightCache.Lease lease = lease(name, mostBytes)) {
            return Files.setLastModifiedTime(lease.file(), FileTime.fromMillis(at));
        }
    }

    private WeightCache.Lease lease(String name, long mostBytes) {
        return lease(cache, snapshot, name, Rows.of(snapshot.tensor("a")), mostBytes);
    }

    private static WeightCache.Lease lease(Path cache, Snapshot snapshot, String name, Rows rows, long mostBytes) {
        return new WeightCache(cache, mostBytes)
                .lease(snapshot, List.of(Parameter.cast(name, ElementType.FLOAT, rows, 2, 2)));
    }

    private Process process(String kind) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        directory.toString(),
                        kind)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Uses a file, or comes as far as half of it, and waits to be killed. */
    static final class Other {
        private Other() {}

        public static void main(String[] arguments) throws Exception {
            Path directory = Path.of(arguments[0]);
            Snapshot snapshot = Snapshot.open(directory);
            Rows rows = Rows.of(snapshot.tensor("a"));
            boolean half = arguments[1].equals("writer");
            WeightCache.Lease lease = lease(
                    directory.resolve("cache"), snapshot, arguments[1], half ? new Half(rows) : rows, Long.MAX_VALUE);
            System.out.println(lease.file());
            Thread.currentThread().join();
        }
    }

    private record Half(Rows rows) implements Rows {
        @Override
        public long count() {
            return rows.count();
        }

        @Override
        public int width() {
            return rows.width();
        }

        @Override
        public void read(long row, float[] into) {
            if (row > 0) {
                System.out.println("half");
                while (true) {
                    java.util.concurrent.locks.LockSupport.park();
                }
            }
            rows.read(row, into);
        }
    }
}
