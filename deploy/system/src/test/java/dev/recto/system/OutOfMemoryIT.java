package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.LocalStack;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A page that takes more memory than there is, where options let it: nobody knows what else has stopped in its worker. */
@Timeout(600)
@Tag("thorough")
class OutOfMemoryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Its samples are more than the heap has in one piece, and less than what is refused before they are asked for. */
    private static final int SIDE = 30_000;

    @TempDir
    private Path directory;

    @Test
    void theWorkerEndsAndThePageFailsAndOthersAreRead() throws Exception {
        try (LocalStack stack = TestStacks.start(
                        "out-of-memory-test",
                        options -> options.with("recto.worker.document.max-pixels", "2000000000")
                                .with("recto.jobs.attempts", "1"));
                RectoClient client = new RectoClient(stack.url(0), stack.key())) {
            ProcessHandle worker = ProcessHandle.of(stack.worker(0).pid()).orElseThrow();
            Path huge = Files.write(directory.resolve("huge.png"), png());

            String lost = client.startReading(client.upload(huge, Documents.NOBODY), null, null);
            worker.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            String read =
                    client.startReading(client.upload(Documents.numbered(directory, 2), Documents.NOBODY), null, null);

            assertThat(end(client, read).at("/result/pages")).hasSize(2);
            JsonNode failed = end(client, lost);
            assertThat(failed.path("status").asText()).isEqualTo("failed");
            assertThat(failed.at("/error/code").asText()).startsWith("ocr_");
            assertThat(stack.worker(0).pid()).isNotEqualTo(worker.pid());
        }
    }

    private static JsonNode end(RectoClient client, String job) throws Exception {
        await().atMost(PATIENCE)
                .until(() -> client.progress(job).path("status").asText(), status -> !status.matches("queued|running"));
        return client.job(job);
    }

    /** Gray, and cut off behind its head: nobody gets as far as its samples. */
    private static byte[] png() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(0x89504e470d0a1a0aL);
        byte[] head = ByteBuffer.allocate(17)
                .putInt(0x49484452)
                .putInt(SIDE)
                .putInt(SIDE)
                .put((byte) 8)
                .array();
        chunk(out, head);
        chunk(out, new byte[] {'I', 'D', 'A', 'T', 0x78, 0x01});
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, byte[] typed) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(typed);
        out.writeInt(typed.length - Integer.BYTES);
        out.write(typed);
        out.writeInt((int) sum.getValue());
    }
}
