package dev.recto.api.storage;

import io.netty.buffer.Unpooled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import mutiny.zero.flow.adapters.AdaptersToReactiveStreams;
import org.reactivestreams.Subscriber;
import software.amazon.awssdk.core.BytesWrapper;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects in one bucket of an S3 service. What fits goes with a single request, which every S3 look-alike understands; larger files
 * in parts.
 */
@ApplicationScoped
class S3ObjectStore implements ObjectStore {
    /**
     * Objects are read in pieces of so many bytes, each when it is wanted and all of it at once: whoever takes bytes slowly keeps no connection,
     * and a store that goes silent in the middle is told from a reader who does.
     */
    private static final int PIECE = 1 << 19;

    /** What readers are given at a time. */
    private static final int CHUNK = 1 << 16;

    private final S3AsyncClient s3;
    private final S3Calls calls;
    private final UploadInParts inParts;
    private final String bucket;
    private final long partSize;
    private final int streamPartSize;

    S3ObjectStore(S3AsyncClient s3, S3Calls calls, UploadInParts inParts, StorageConfig config) {
        this.s3 = s3;
        this.calls = calls;
        this.inParts = inParts;
        this.bucket = config.bucket();
        this.partSize = config.partSize().asLongValue();
        this.streamPartSize = Math.toIntExact(config.streamPartSize().asLongValue());
    }

    @Override
    public Uni<Void> put(String key, Path file) {
        return Uni.createFrom()
                .item(Unchecked.supplier(() -> Files.size(file)))
                .flatMap(size -> size > partSize
                        ? inParts.put(key, file, size)
                        : put(key, size, Duration.ZERO, () -> AsyncRequestBody.fromFile(file)));
    }

    @Override
    public Uni<Void> put(String key, byte[] bytes) {
        return put(key, bytes.length, Duration.ZERO, () -> AsyncRequestBody.fromBytes(bytes));
    }

    @Override
    public Uni<Void> put(String key, long size, Duration coming, Multi<Buffer> bytes) {
        return put(key, size, coming, () -> new SizedBody(size, bytes));
    }

    @Override
    public UploadStream write(String key) {
        return new UploadStream(this, inParts, key, streamPartSize);
    }

    @Override
    public Uni<StoredObject> get(String key) {
        return size(key).map(size -> new StoredObject(size, bytes(key, 0, size - 1)));
    }

    @Override
    public Uni<StoredObject> get(String key, ByteRange range) {
        if (range.last() - range.first() < PIECE) {
            return piece(key, range.first(), range.last())
                    .map(piece -> new StoredObject(
                            wholeSize(piece.response()), Multi.createFrom().iterable(chunks(piece))));
        }
        return size(key)
                .map(size -> new StoredObject(size, bytes(key, range.first(), Math.min(range.last(), size - 1))));
    }

    @Override
    public Uni<byte[]> read(String key) {
        return calls.call(() -> s3.getObject(get -> get.bucket(bucket).key(key), AsyncResponseTransformer.toBytes()))
                .map(BytesWrapper::asByteArrayUnsafe);
    }

    @Override
    public Uni<Boolean> exists(String key) {
        return calls.call(() -> s3.headObject(head -> head.bucket(bucket).key(key)))
                .replaceWith(true)
                .onFailure(ObjectNotFoundException.class)
                .recoverWithItem(false);
    }

    @Override
    public Uni<Void> delete(String key) {
        return calls.call(() -> s3.deleteObject(delete -> delete.bucket(bucket).key(key)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> deleteAll(String prefix) {
        return calls.call(() -> s3.listObjectsV2(list -> list.bucket(bucket).prefix(prefix)))
                .flatMap(found -> found.contents().isEmpty()
                        ? Uni.createFrom().voidItem()
                        : deleteListed(found).flatMap(done -> deleteAll(prefix)));
    }

    private Uni<Void> deleteListed(ListObjectsV2Response found) {
        List<ObjectIdentifier> keys = found.contents().stream()
                .map(S3Object::key)
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        return calls.call(() -> s3.deleteObjects(delete -> delete.bucket(bucket).delete(those -> those.objects(keys))))
                .invoke(deleted -> {
                    if (deleted.hasErrors()) {
                        throw new IllegalStateException(deleted.errors().size() + " objects could not be deleted");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> put(String key, long size, Duration coming, Supplier<AsyncRequestBody> body) {
        return calls.call(
                        size,
                        coming,
                        () -> s3.putObject(put -> put.bucket(bucket).key(key), body.get()))
                .replaceWithVoid();
    }

    private Uni<Long> size(String key) {
        return calls.call(() -> s3.headObject(head -> head.bucket(bucket).key(key)))
                .map(HeadObjectResponse::contentLength);
    }

    private Multi<Buffer> bytes(String key, long first, long last) {
        return Multi.createFrom()
                .items(() -> LongStream.iterate(first, start -> start <= last, start -> start + PIECE)
                        .boxed())
                .onItem()
                .transformToUniAndConcatenate(start -> piece(key, start, Math.min(start + PIECE - 1, last))
                        .onFailure(gone -> gone instanceof ObjectNotFoundException && start > first)
                        .transform(ObjectDeletedException::new))
                .onItem()
                .transformToIterable(S3ObjectStore::chunks);
    }

    private Uni<ResponseBytes<GetObjectResponse>> piece(String key, long first, long last) {
        return calls.call(() -> s3.getObject(
                get -> get.bucket(bucket).key(key).range("bytes=" + first + "-" + last),
                AsyncResponseTransformer.toBytes()));
    }

    private static List<Buffer> chunks(ResponseBytes<GetObjectResponse> piece) {
        Buffer whole = Buffer.buffer(Unpooled.wrappedBuffer(piece.asByteArrayUnsafe()));
        return IntStream.iterate(0, start -> start < whole.length(), start -> start + CHUNK)
                .mapToObj(start -> whole.slice(start, Math.min(start + CHUNK, whole.length())))
                .toList();
    }

    /** From what a range is said to be a part of. */
    private static long wholeSize(GetObjectResponse response) {
        String range = response.contentRange();
        return range == null ? response.contentLength() : Long.parseLong(range.substring(range.indexOf('/') + 1));
    }

    private record SizedBody(long size, Multi<Buffer> bytes) implements AsyncRequestBody {
        @Override
        public Optional<Long> contentLength() {
            return Optional.of(size);
        }

        @Override
        public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
            AdaptersToReactiveStreams.publisher(bytes.map(chunk -> ByteBuffer.wrap(chunk.getBytes())))
                    .subscribe(subscriber);
        }
    }
}
