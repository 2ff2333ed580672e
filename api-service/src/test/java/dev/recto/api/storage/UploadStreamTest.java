package dev.recto.api.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class UploadStreamTest {
    private static final int PART = 5 << 20;
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    S3AsyncClient s3;

    @Inject
    UploadInParts parts;

    @Inject
    ObjectStore store;

    @Inject
    StorageConfig config;

    private final String key = "streams/" + UUID.randomUUID();

    @Test
    void theDefaultIsWithinTheBoundsOfS3() {
        assertThat(config.streamPartSize().asLongValue()).isBetween(5L << 20, 64L << 20);
    }

    @Test
    void whatIsLargeIsStoredInPartsAndIsThereAtItsEnd() throws IOException {
        byte[] bytes = bytes(2 * PART + 1);

        try (UploadStream stream = stream()) {
            for (int start = 0; start < bytes.length; start += 70_001) {
                stream.write(bytes, start, Math.min(70_001, bytes.length - start));
            }
            assertThat(unfinished()).hasSize(1);
            assertThat(isThere()).isFalse();
            stream.finish();
        }

        assertThat(etag()).as("S3 tells how many parts there were").endsWith("-3\"");
        assertThat(store.read(key).await().atMost(SOON)).isEqualTo(bytes);
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void whatFitsIntoAPartIsStoredAtOnce() throws IOException {
        byte[] bytes = bytes(PART);

        try (UploadStream stream = stream()) {
            stream.write(bytes);
            stream.finish();
        }

        assertThat(etag()).doesNotContain("-");
        assertThat(store.read(key).await().atMost(SOON)).isEqualTo(bytes);
    }

    @Test
    void whatIsNotFinishedLeavesNothing() throws IOException {
        try (UploadStream stream = stream()) {
            stream.write(bytes(2 * PART));
            stream.write(7);
        }

        assertThat(isThere()).isFalse();
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void nothingIsAnObject() {
        try (UploadStream stream = stream()) {
            stream.finish();
        }

        assertThat(store.read(key).await().atMost(SOON)).isEmpty();
    }

    /** What ten thousand parts hold, which is all that there may be. */
    @Test
    void partsGrowSoThatAnySizeFits() {
        long most = 0;
        for (int part = 0; part < UploadInParts.MOST_PARTS; part++) {
            most += UploadStream.partSize(PART, part);
        }

        assertThat(most).isGreaterThan(4L << 40);
        assertThat(UploadStream.partSize(PART, 999)).isEqualTo(PART);
        assertThat(UploadStream.partSize(PART, 1000)).isEqualTo(2 * PART);
    }

    private UploadStream stream() {
        return new UploadStream(store, parts, key, PART);
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private boolean isThere() {
        return store.exists(key).await().atMost(SOON);
    }

    private String etag() {
        return s3.headObject(head -> head.bucket(config.bucket()).key(key))
                .join()
                .eTag();
    }

    private List<String> unfinished() {
        return s3.listMultipartUploads(list -> list.bucket(config.bucket())).join().uploads().stream()
                .filter(upload -> upload.key().equals(key))
                .map(MultipartUpload::uploadId)
                .toList();
    }
}
