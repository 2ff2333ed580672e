package dev.recto.api.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.recto.api.PartsResource;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.parts.CutOff;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** A store that goes silent, or away, in the middle of an object. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class BrokenBodiesTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int SIZE = 3_000_000;

    @Inject
    ObjectStore sound;

    @Inject
    StorageConfig defaults;

    @ConfigProperty(name = "quarkus.s3.endpoint-override")
    URI address;

    @ConfigProperty(name = "quarkus.s3.aws.credentials.static-provider.access-key-id")
    String id;

    @ConfigProperty(name = "quarkus.s3.aws.credentials.static-provider.secret-access-key")
    String secret;

    private final String key = "tests/" + UUID.randomUUID();
    private final byte[] bytes = new byte[SIZE];
    private final MeterRegistry registry = new SimpleMeterRegistry();

    private StorageConfig config;

    @BeforeEach
    void put() {
        config = new SmallRyeConfigBuilder()
                .withMapping(StorageConfig.class)
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withConverter(Duration.class, 200, new DurationConverter())
                .withDefaultValue("recto.storage.bucket", defaults.bucket())
                .withDefaultValue("recto.storage.timeout", "3s")
                .withDefaultValue("recto.storage.silence", "5s")
                .build()
                .getConfigMapping(StorageConfig.class);
        new Random(3).nextBytes(bytes);
        sound.put(key, bytes).await().atMost(SOON);
    }

    @AfterEach
    void delete() {
        sound.delete(key).await().atMost(SOON);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areUnavailability(boolean hangsUp) throws IOException {
        try (CutOff before = new CutOff(address, 1_000_000, hangsUp);
                S3AsyncClient client = client(before.address())) {
            ObjectStore store = store(client);

            try (InputStream whole =
                    new ChunkInputStream(store.get(key).await().atMost(SOON).bytes())) {
                assertThat(whole.readNBytes(1 << 19))
                        .isEqualTo(Buffer.buffer(bytes).getBytes(0, 1 << 19));
                assertThatThrownBy(whole::readAllBytes).satisfies(BrokenBodiesTest::isUnavailable);
            }
            assertThatThrownBy(() ->
                            store.get(key, new ByteRange(7, 100_000)).await().atMost(SOON))
                    .satisfies(BrokenBodiesTest::isUnavailable);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(before.clients())
                            .as("connections that nobody waits for")
                            .isZero());
        }
    }

    /** What nobody asks for yet is not waited for, be it for hours. */
    @Test
    void areNoneOfASlowReader() throws IOException {
        try (CutOff before = new CutOff(address, Long.MAX_VALUE, false);
                S3AsyncClient client = client(before.address())) {
            AssertSubscriber<Buffer> slow = store(client)
                    .get(key)
                    .await()
                    .atMost(SOON)
                    .bytes()
                    .subscribe()
                    .withSubscriber(AssertSubscriber.create(1));
            slow.awaitItems(1, SOON);

            assertThat(registry.get("recto.storage").timer().count())
                    .as("its size and a piece")
                    .isEqualTo(2);
            slow.request(Long.MAX_VALUE).awaitCompletion(SOON);
            Buffer whole = Buffer.buffer();
            slow.getItems().forEach(whole::appendBuffer);
            assertThat(whole.getBytes()).isEqualTo(bytes);
        }
    }

    private static void isUnavailable(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
    }

    private S3AsyncClient client(URI before) {
        return S3AsyncClient.builder()
                .httpClientBuilder(S3Connections.connections(config))
                .endpointOverride(before)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)))
                .region(Region.US_EAST_1)
                .build();
    }

    private ObjectStore store(S3AsyncClient client) {
        S3Calls calls = new S3Calls(config, registry);
        return new S3ObjectStore(client, calls, new UploadInParts(client, calls, config), config);
    }
}
