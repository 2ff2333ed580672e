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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
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

    @ConfigProperty(name = "quarkus.s3.endpoint-override")
    URI address;

    @ConfigProperty(name = "quarkus.s3.aws.credentials.static-provider.access-key-id")
    String id;

    @ConfigProperty(name = "quarkus.s3.aws.credentials.static-provider.secret-access-key")
    String secret;

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
        StorageConfig config = config("2h", "2s");
        S3Calls impatient = new S3Calls(config, new SimpleMeterRegistry());
        try (S3AsyncClient slow = slow(Duration.ofSeconds(5))) {
            new UploadInParts(slow, impatient, config)
                    .put(key, file, SIZE)
                    .await()
                    .atMost(SOON);
        }

        assertThat(store(config).read(key).await().atMost(SOON)).isEqualTo(bytes);
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
        String upload = s3.createMultipartUpload(
                        create -> create.bucket(defaults.bucket()).key(key))
                .join()
                .uploadId();

        sweep("2h");
        assertThat(unfinished()).contains(upload);

        sweep("0s");
        assertThat(unfinished()).doesNotContain(upload);
    }

    @Test
    void anUploadThatIsStillWrittenIsNotGivenUp() {
        ledger.announceWriting(key).await().atMost(SOON);
        String upload = s3.createMultipartUpload(
                        create -> create.bucket(defaults.bucket()).key(key))
                .join()
                .uploadId();

        sweep("0s");
        assertThat(unfinished()).contains(upload);

        ledger.discard(key).await().atMost(SOON);
        sweep("0s");
        assertThat(unfinished()).doesNotContain(upload);
    }

    private void sweep(String unclaimedFor) {
        new UnfinishedUploads(s3, calls, ledger, config(unclaimedFor)).sweep();
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
                .filter(upload -> upload.key().equals(key))
                .map(MultipartUpload::uploadId)
                .toList();
    }

    /** Has the answer of who puts parts together waited for. */
    private S3AsyncClient slow(Duration time) {
        ExecutionInterceptor copying = new ExecutionInterceptor() {
            @Override
            public void afterTransmission(Context.AfterTransmission answered, ExecutionAttributes attributes) {
                if (answered.request() instanceof CompleteMultipartUploadRequest) {
                    LockSupport.parkNanos(time.toNanos());
                }
            }
        };
        return S3AsyncClient.builder()
                .httpClientBuilder(S3Connections.connections(defaults))
                .endpointOverride(address)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)))
                .region(Region.US_EAST_1)
                .overrideConfiguration(client -> client.addExecutionInterceptor(copying))
                .build();
    }

    private static StorageConfig config(String unclaimedFor) {
        return config(unclaimedFor, "10s");
    }

    private static StorageConfig config(String unclaimedFor, String timeout) {
        return new SmallRyeConfigBuilder()
                .withMapping(StorageConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withDefaultValue("recto.storage.part-size", "5M")
                .withDefaultValue("recto.storage.unclaimed-for", unclaimedFor)
                .withDefaultValue("recto.storage.timeout", timeout)
                .build()
                .getConfigMapping(StorageConfig.class);
    }
}
