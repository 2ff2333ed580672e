package dev.recto.worker.storage;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Any service that speaks S3. */
@ApplicationScoped
class S3ObjectStore implements ObjectStore {
    private final S3AsyncClient s3;
    private final StorageConfig config;

    S3ObjectStore(S3AsyncClient s3, StorageConfig config) {
        this.s3 = s3;
        this.config = config;
    }

    @Override
    public void fetch(String key, Path file, long limit) throws IOException {
        try (ResponseInputStream<GetObjectResponse> body = await(s3.getObject(
                request -> request.bucket(config.bucket()).key(key),
                AsyncResponseTransformer.toBlockingInputStream()))) {
            Long length = body.response().contentLength();
            if (length != null && length > limit) {
                body.abort();
                throw new ObjectTooLargeException();
            }
            copy(body, file, limit);
        }
    }

    @Override
    public boolean exists(String key) throws IOException {
        try {
            await(s3.headObject(request -> request.bucket(config.bucket()).key(key)));
            return true;
        } catch (NoSuchObjectException none) {
            return false;
        }
    }

    @Override
    public void put(String key, String contentType, Path file) throws IOException {
        await(s3.putObject(
                request -> request.bucket(config.bucket()).key(key).contentType(contentType),
                AsyncRequestBody.fromFile(file)));
    }

    @Override
    public CompletionStage<Void> put(String key, String contentType, byte[] bytes) {
        return s3.putObject(
                        request -> request.bucket(config.bucket()).key(key).contentType(contentType),
                        AsyncRequestBody.fromBytesUnsafe(bytes))
                .handle((response, failure) -> {
                    if (failure != null) {
                        throw new CompletionException(new IOException("storage", failure));
                    }
                    return null;
                });
    }

    private static void copy(InputStream body, Path file, long limit) throws IOException {
        try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[64 * 1024];
            long written = 0;
            for (int n = read(body, buffer); n >= 0; n = read(body, buffer)) {
                written += n;
                if (written > limit) {
                    throw new ObjectTooLargeException();
                }
                out.write(buffer, 0, n);
            }
        }
    }

    /** A body that breaks off says so by whatever the connection threw. */
    private static int read(InputStream body, byte[] buffer) throws IOException {
        try {
            return body.read(buffer);
        } catch (RuntimeException e) {
            throw new IOException("storage", e);
        }
    }

    private static <T> T await(Future<T> response) throws IOException {
        try {
            return response.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NoSuchKeyException) {
                throw new NoSuchObjectException();
            }
            throw new IOException("storage", e.getCause());
        }
    }
}
