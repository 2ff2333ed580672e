package dev.recto.worker.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;

/**
 * The SDK's client as {@code quarkus.s3.*} has it, but for its connections: one that says nothing is closed, or whoever waits for it would do
 * so for good.
 */
@Singleton
final class S3Connections {
    /** What the connections' own silence is told by. */
    private static final long SOME_BYTES_PER_SECOND = 1;

    @Produces
    @ApplicationScoped
    S3AsyncClient client(
            S3AsyncClientBuilder builder,
            StorageConfig config,
            @ConfigProperty(name = "quarkus.s3.async-client.max-concurrency", defaultValue = "50") int connections) {
        return builder.httpClientBuilder(connections(config).maxConcurrency(connections))
                .build();
    }

    static AwsCrtAsyncHttpClient.Builder connections(StorageConfig config) {
        return AwsCrtAsyncHttpClient.builder()
                .connectionHealthConfiguration(health -> health.minimumThroughputInBps(SOME_BYTES_PER_SECOND)
                        .minimumThroughputTimeout(config.silence()));
    }
}
