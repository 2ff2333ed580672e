package dev.recto.tools.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.http.crt.ConnectionHealthConfiguration;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A snapshot below a prefix of a bucket. AWS's own variables say where S3 is and who asks. */
public final class S3Snapshot implements SnapshotSource, AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int BEYOND_THE_END = 416;

    private final S3AsyncClient s3;
    private final String bucket;
    private final String prefix;

    private S3Snapshot(S3AsyncClient s3, String bucket, String prefix) {
        this.s3 = s3;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    /** @param location {@code s3://bucket/prefix} */
    public static S3Snapshot open(URI location, boolean pathStyle) throws FetchException {
        String bucket = location.getRawAuthority();
        if (!"s3".equals(location.getScheme()) || bucket == null) {
            throw new FetchException("a snapshot's place is like s3://bucket/prefix");
        }
        try {
            S3AsyncClient s3 = S3AsyncClient.builder()
                    .forcePathStyle(pathStyle)
                    .httpClientBuilder(AwsCrtAsyncHttpClient.builder()
                            .connectionHealthConfiguration(ConnectionHealthConfiguration.builder()
                                    .minimumThroughputInBps(1L)
                                    .minimumThroughputTimeout(SILENCE)
                                    .build()))
                    .build();
            String path = location.getPath().replaceAll("^/+|/+$", "");
            return new S3Snapshot(s3, bucket, path.isEmpty() ? "" : path + "/");
        } catch (SdkException e) {
            throw new FetchException("S3 can't be asked: " + e.getMessage(), e);
        }
    }

    @Override
    public InputStream open(String path, long offset) throws FetchException {
        String key = prefix + path;
        try {
            return new Body(
                    s3.getObject(
                                    request -> request.bucket(bucket)
                                            .key(key)
                                            .range(offset == 0 ? null : "bytes=" + offset + "-"),
                                    AsyncResponseTransformer.toBlockingInputStream())
                            .get(),
                    place(key));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FetchException(place(key) + " was not waited for", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof S3Exception refused && refused.statusCode() == BEYOND_THE_END) {
                return InputStream.nullInputStream();
            }
            String reason = cause instanceof SdkException known ? ": " + known.getMessage() : "";
            throw new FetchException(place(key) + " can't be read" + reason, e);
        }
    }

    private String place(String key) {
        return "s3://" + bucket + "/" + key;
    }

    @Override
    public void close() {
        s3.close();
    }

    /** Says of a body that breaks off whose it was. */
    private static final class Body extends FilterInputStream {
        private final String place;

        Body(InputStream body, String place) {
            super(body);
            this.place = place;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException | SdkException e) {
                throw new FetchException(place + " broke off; the same command goes on from there", e);
            }
        }
    }
}
