package dev.recto.api.storage;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** Ready while S3 answers. */
@Readiness
@ApplicationScoped
class StorageHealth implements AsyncHealthCheck {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final S3AsyncClient s3;
    private final S3Calls calls;
    private final String bucket;

    StorageHealth(S3AsyncClient s3, S3Calls calls, StorageConfig config) {
        this.s3 = s3;
        this.calls = calls;
        this.bucket = config.bucket();
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return calls.call(() -> s3.headBucket(head -> head.bucket(bucket)))
                .ifNoItem()
                .after(LIMIT)
                .fail()
                .map(answered -> HealthCheckResponse.up("s3"))
                .onFailure()
                .recoverWithItem(away -> HealthCheckResponse.down("s3"));
    }
}
