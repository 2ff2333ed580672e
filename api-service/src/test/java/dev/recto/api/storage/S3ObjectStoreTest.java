package dev.recto.api.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.parts.FreePorts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

class S3ObjectStoreTest {
    @Test
    void aServiceThatDoesNotAnswerIsUnavailable() {
        StorageConfig config = new SmallRyeConfigBuilder()
                .withMapping(StorageConfig.class)
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withConverter(Duration.class, 200, new DurationConverter())
                .build()
                .getConfigMapping(StorageConfig.class);
        try (S3AsyncClient nobody = S3AsyncClient.builder()
                .httpClientBuilder(AwsCrtAsyncHttpClient.builder())
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + FreePorts.find(1).getFirst()))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .region(Region.US_EAST_1)
                .build()) {
            S3Calls calls = new S3Calls(config, new SimpleMeterRegistry());
            ObjectStore store = new S3ObjectStore(nobody, calls, new UploadInParts(nobody, calls, config), config);

            assertThatThrownBy(() -> store.put("key", new byte[1]).await().atMost(Duration.ofMinutes(1)))
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
        }
    }
}
