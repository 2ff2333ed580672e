package dev.recto.api.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.api.PartsResource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class UploadInPartsTest {
    private static final int SIZE = 11_000_000;
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    S3AsyncClient s3;

    @Inject
    S3Calls calls;

    @Inject
    ObjectLedger ledger;

    @Inject
    StorageConfig defaults;

    @TempDir
    Path directory;

    private final String key = "parts/" + UUID.randomUUID();
    private final byte[] bytes = new byte[SIZE];
    private Path file;

    @BeforeEach
    void write() throws IOException {
        new Random(7).nextBytes(bytes);
        file = Files.write(directory.resolve("large"), bytes);
    }

    @Test
    void theDefaultsAreWithinTheBoundsOfS3() {
        assertThat(defaults.partSize().asLongValue()).isBetween(5L << 20, 5L << 30);
        assertThat(defaults.unfinishedEvery()).isEqualTo(Duration.ofMinutes(10));
        assertThat(defaults.writtenWithin()).isEqualTo(Duration.ofDays(2));
    }

    @Test
    void aLargeFileIsStoredInPartsAndReadAsOne() {
        StorageConfig config = config("2h");

        store(config).put(key, file).await().atMost(SOON);

        assertThat(etag()).as("S3 tells how many parts there were").endsWith("-3\"");
        assertThat(store(config).read(key).await().atMost(SOON)).isEqualTo(bytes);
        assertThat(unfinished()).isEmpty();
    }

    /** A store may have to copy all of them. */
    @Test
    void partsMayTakeAsLongToBePutTogetherAsTheyAreLarge() {
        StorageConfig config = config("2h");
        List<Duration> granted = new CopyOnWriteArrayList<>();
        S3Calls patient = new S3Calls(config, new SimpleMeterRegistry()) {
            @Override
            Duration patience(long bytes, Duration coming) {
                Duration patience = super.patience(bytes, coming);
                granted.add(patience);
                return patience;
            }
        };

        new UploadInParts(s3, patient, config).put(key, file, SIZE).await().atMost(SOON);

        assertThat(granted).hasSize(5);
        assertThat(granted.getFirst()).isEqualTo(config.timeout());
        assertThat(granted.getLast()).isEqualTo(config.timeout().plusSeconds(SIZE >> 20));
    }

    @Test
    void aSmallFileIsStoredAtOnce() throws IOException {
        store(config("2h"))
                .put(key, Files.write(directory.resolve("small"), new byte[5 << 20]))
                .await()
                .atMost(SOON);

        assertThat(etag()).doesNotContain("-");
    }

    @Test
    void anUploadThatFailsLeavesNothingBehind() {
        StorageConfig config = config("2h");

        assertThatThrownBy(() -> new UploadInParts(s3, calls, config)
                        .put(key, file, 2L * SIZE)
                        .await()
                        .atMost(SOON))
                .isNotNull();

        assertThat(store(config).exists(key).await().atMost(SOON)).isFalse();
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void anUploadWhoseProcessDiedIsGivenUpInTime() {
        String upload = begin(key);

        sweep("2h");
        assertThat(unfinished()).contains(upload);

        sweep("0s");
        assertThat(unfinished()).doesNotContain(upload);
    }

    @Test
    void anUploadThatIsStillWrittenIsNotGivenUp() {
        ledger.announceWriting(key).await().atMost(SOON);
        String upload = begin(key);
        String behind = begin(key + "-behind");

        sweep("0s");
        assertThat(unfinished()).contains(upload).doesNotContain(behind);

        ledger.discard(key).await().atMost(SOON);
        sweep("0s");
        assertThat(unfinished()).doesNotContain(upload);
    }

    private void sweep(String unclaimedFor) {
        new UnfinishedUploads(s3, calls, ledger, config(unclaimedFor), 1).sweep();
    }

    private String begin(String of) {
        return s3.createMultipartUpload(
                        create -> create.bucket(defaults.bucket()).key(of))
                .join()
                .uploadId();
    }

    private ObjectStore store(StorageConfig config) {
        return new S3ObjectStore(s3, calls, new UploadInParts(s3, calls, config), config);
    }

    private String etag() {
        return s3.headObject(head -> head.bucket(defaults.bucket()).key(key))
                .join()
                .eTag();
    }

    private List<String> unfinished() {
        return s3.listMultipartUploads(list -> list.bucket(defaults.bucket())).join().uploads().stream()
                .filter(upload -> upload.key().startsWith(key))
                .map(MultipartUpload::uploadId)
                .toList();
    }

    private static StorageConfig config(String unclaimedFor) {
        return new SmallRyeConfigBuilder()
                .withMapping(StorageConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withDefaultValue("recto.storage.part-size", "5M")
                .withDefaultValue("recto.storage.unclaimed-for", unclaimedFor)
                .withDefaultValue("recto.storage.timeout", "10s")
                .build()
                .getConfigMapping(StorageConfig.class);
    }
}
