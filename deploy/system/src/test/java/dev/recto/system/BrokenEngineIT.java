package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.LocalStack;
import dev.recto.local.stack.StackException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Engines that can't be opened, or fail on every page since their weights went bad under the worker that has them mapped. */
@Timeout(900)
@Tag("thorough")
class BrokenEngineIT {
    private static final String MODEL = "lightonai/LightOnOCR-2-1B";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path weights;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
    }

    /** Pages are tried once only: a reply that the engine failed would fail the job. */
    @Test
    void theWorkerEndsAndTheNextOneReadsThePageAsIfNothingHadBeen() throws Exception {
        LocalStack stack = keep(start("recto.jobs.attempts", "1"));
        RectoClient client = keep(new RectoClient(stack.url(0), stack.key()));
        Path image = TinyModels.snapshot(MODEL).resolve("golden/text/image.png");
        String file = client.upload(image, Documents.NOBODY);
        String sound = markdown(client, client.startReading(file, MODEL, null));

        ProcessHandle worker = ProcessHandle.of(stack.worker(0).pid()).orElseThrow();
        Map<Path, byte[]> contents = spoilWeights();
        String job = client.startReading(file, MODEL, null);
        worker.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        for (Map.Entry<Path, byte[]> each : contents.entrySet()) {
            write(each.getKey(), each.getValue());
        }

        assertThat(markdown(client, job)).isEqualTo(sound);
        assertThat(stack.worker(0).pid()).isNotEqualTo(worker.pid());
    }

    @Test
    void aWorkerThatFindsNoRuntimeForItsModelEnds() throws Exception {
        assertThatThrownBy(() -> start("recto.onnxruntime.directory", weights.toString()))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("Worker 1 did not start (exit code 1)");
    }

    private LocalStack start(String option, String value) throws IOException, InterruptedException {
        return TestStacks.start(
                "broken-engine-test",
                options -> options.with("recto.worker.vlm.max-new-tokens", "8")
                        .with("recto.worker.vlm.slot-tokens", "1024")
                        .with("recto.worker.vlm.threads", "1")
                        .with("recto.worker.vlm.weight-cache", weights.toString())
                        .with(option, value)
                        .serving(MODEL, TinyModels.snapshot(MODEL)));
    }

    private <T extends AutoCloseable> T keep(T closeable) {
        opened.add(closeable);
        return closeable;
    }

    private static String markdown(RectoClient client, String job) throws Exception {
        await().atMost(PATIENCE)
                .until(() -> client.progress(job).path("status").asText(), status -> !status.matches("queued|running"));
        var ended = client.job(job);
        assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("completed");
        return ended.at("/result/pages/0/markdown").asText();
    }

    /** Not a number, every one of them; in place, so that whoever has the file mapped sees it. */
    private Map<Path, byte[]> spoilWeights() throws IOException {
        Map<Path, byte[]> before = new HashMap<>();
        try (Stream<Path> files = Files.walk(weights)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                before.put(file, bytes);
                byte[] spoilt = new byte[bytes.length];
                Arrays.fill(spoilt, (byte) 0xFF);
                write(file, spoilt);
            }
        }
        assertThat(before).isNotEmpty();
        return before;
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }
}
