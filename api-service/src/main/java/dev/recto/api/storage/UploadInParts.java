package dev.recto.api.storage;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;

/** Stores bytes in parts. What fails, or is given up, leaves no parts behind: see also {@link UnfinishedUploads}. */
@Singleton
class UploadInParts {
    private static final int AT_A_TIME = 4;
    /** Of one upload, as S3 has it. */
    static final int MOST_PARTS = 10_000;

    private final S3AsyncClient s3;
    private final S3Calls calls;
    private final String bucket;
    private final long partSize;

    private record Part(int number, long from, long length) {}

    UploadInParts(S3AsyncClient s3, S3Calls calls, StorageConfig config) {
        this.s3 = s3;
        this.calls = calls;
        this.bucket = config.bucket();
        this.partSize = config.partSize().asLongValue();
    }

    Uni<Void> put(String key, Path file, long size) {
        return begin(key).flatMap(upload -> put(key, upload, file, size));
    }

    private Uni<Void> put(String key, String upload, Path file, long size) {
        return Multi.createFrom()
                .items(() -> parts(size).stream())
                .onItem()
                .transformToUni(part -> put(key, upload, file, part))
                .merge(AT_A_TIME)
                .collect()
                .asList()
                .flatMap(parts -> complete(key, upload, parts, size))
                .onFailure()
                .call(() -> abort(key, upload))
                .onCancellation()
                .call(() -> abort(key, upload));
    }

    private List<Part> parts(long size) {
        long length = Math.max(partSize, Math.ceilDiv(size, MOST_PARTS));
        return LongStream.range(0, Math.ceilDiv(size, length))
                .mapToObj(i -> new Part((int) i + 1, i * length, Math.min(length, size - i * length)))
                .toList();
    }

    private Uni<CompletedPart> put(String key, String upload, Path file, Part part) {
        return put(
                key,
                upload,
                part.number(),
                part.length(),
                () -> AsyncRequestBody.fromFile(
                        from -> from.path(file).position(part.from()).numBytesToRead(part.length())));
    }

    /** @return what the upload is known by */
    Uni<String> begin(String key) {
        return calls.call(() ->
                        s3.createMultipartUpload(create -> create.bucket(bucket).key(key)))
                .map(CreateMultipartUploadResponse::uploadId);
    }

    /** @param number of the part, counted from 1 */
    Uni<CompletedPart> put(String key, String upload, int number, long length, Supplier<AsyncRequestBody> body) {
        return calls.call(
                        length,
                        () -> s3.uploadPart(
                                put -> put.bucket(bucket)
                                        .key(key)
                                        .uploadId(upload)
                                        .partNumber(number),
                                body.get()))
                .map(stored -> CompletedPart.builder()
                        .partNumber(number)
                        .eTag(stored.eTag())
                        .build());
    }

    /** @param bytes of all parts, which the store may have to copy */
    Uni<Void> complete(String key, String upload, List<CompletedPart> parts, long bytes) {
        List<CompletedPart> ordered = parts.stream()
                .sorted(Comparator.comparing(CompletedPart::partNumber))
                .toList();
        return calls.call(
                        bytes,
                        () -> s3.completeMultipartUpload(complete -> complete.bucket(bucket)
                                .key(key)
                                .uploadId(upload)
                                .multipartUpload(with -> with.parts(ordered))))
                .replaceWithVoid();
    }

    /** One that can't be reached now is given up later. */
    Uni<Void> abort(String key, String upload) {
        return calls.call(() -> s3.abortMultipartUpload(
                        abort -> abort.bucket(bucket).key(key).uploadId(upload)))
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }
}
