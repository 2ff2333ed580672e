package dev.recto.api.storage;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/**
 * Makes the bucket where it is missing, before requests come in; several instances may start at once. INVARIANT: it is done before
 * all else, since whoever uses the S3 client first builds it, which takes a while and must not happen on an event loop.
 */
@ApplicationScoped
class BucketAtStart {
    private static final int BEFORE_ALL_ELSE = Interceptor.Priority.PLATFORM_BEFORE - 1;

    private final S3AsyncClient s3;
    private final String bucket;

    BucketAtStart(S3AsyncClient s3, StorageConfig config) {
        this.s3 = s3;
        this.bucket = config.bucket();
    }

    void ensure(@Observes @Priority(BEFORE_ALL_ELSE) StartupEvent started) {
        try {
            s3.headBucket(head -> head.bucket(bucket)).join();
        } catch (CompletionException failure) {
            if (!(failure.getCause() instanceof NoSuchBucketException)) {
                throw failure;
            }
            create();
        }
    }

    private void create() {
        try {
            s3.createBucket(create -> create.bucket(bucket)).join();
        } catch (CompletionException failure) {
            boolean another = failure.getCause() instanceof BucketAlreadyOwnedByYouException
                    || failure.getCause() instanceof BucketAlreadyExistsException;
            if (!another) {
                throw failure;
            }
        }
    }
}
