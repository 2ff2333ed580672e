package dev.recto.worker.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.recto.parts.CutOff;
import dev.recto.worker.task.PartsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** A store that goes silent, or away, in the middle of a document. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@Timeout(120)
class BrokenBodiesTest {
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

    @TempDir
    Path directory;

    private final String key = "tests/" + UUID.randomUUID();
    private StorageConfig config;

    @BeforeEach
    void put() {
        config = new SmallRyeConfigBuilder()
                .withMapping(StorageConfig.class)
                .addDiscoveredConverters()
                .withDefaultValue("recto.storage.bucket", defaults.bucket())
                .withDefaultValue("recto.storage.silence", "5s")
                .build()
                .getConfigMapping(StorageConfig.class);
        byte[] bytes = new byte[SIZE];
        new Random(3).nextBytes(bytes);
        sound.put(key, "application/pdf", bytes).toCompletableFuture().join();
    }

    /** The document is to blame for nothing, and whoever waits for it goes on. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areTroubleOfTheStorage(boolean hangsUp) throws IOException {
        try (CutOff before = new CutOff(address, 1_000_000, hangsUp);
                S3AsyncClient client = client(before.address())) {
            ObjectStore store = new S3ObjectStore(client, config);

            assertThatThrownBy(() -> store.fetch(key, directory.resolve("document"), SIZE))
                    .isInstanceOf(IOException.class);
            await().untilAsserted(() -> assertThat(before.clients())
                    .as("connections that nobody waits for")
                    .isZero());
        }
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
}
