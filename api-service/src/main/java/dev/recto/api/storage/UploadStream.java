package dev.recto.api.storage;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Stores an object while it is written, whose size nobody knows before its end: one part of it is in memory, and it is not there
 * before {@link #finish()}. Closed without, it leaves nothing. What goes wrong is the store's exception. For one virtual thread.
 */
public final class UploadStream extends OutputStream {
    private static final int FIRST_BUFFER = 1 << 16;
    /** Behind so many parts the next ones are twice as large, for their number is limited. */
    private static final int DOUBLES_EVERY = UploadInParts.MOST_PARTS / 10;

    /** What one array holds. */
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    private final ObjectStore store;
    private final UploadInParts inParts;
    private final String key;
    private final int firstSize;
    private final List<CompletedPart> parts = new ArrayList<>();
    private @Nullable String upload;
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int filled;
    private long sent;
    private boolean finished;

    UploadStream(ObjectStore store, UploadInParts inParts, String key, int firstSize) {
        this.store = store;
        this.inParts = inParts;
        this.key = key;
        this.firstSize = firstSize;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int from = offset;
        int left = length;
        while (left > 0) {
            if (filled == partSize()) {
                send();
            }
            int count = Math.min(left, room());
            System.arraycopy(bytes, from, buffer, filled, count);
            filled += count;
            from += count;
            left -= count;
        }
    }

    /** What follows {@code before} others is so large. */
    static int partSize(int firstSize, int before) {
        return (int) Math.min((long) firstSize << before / DOUBLES_EVERY, LARGEST);
    }

    private int partSize() {
        return partSize(firstSize, parts.size());
    }

    /** At least one byte, in a buffer that grows up to a part. */
    private int room() {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(2L * filled, partSize()));
        }
        return Math.min(buffer.length, partSize()) - filled;
    }

    private void send() {
        String begun = upload == null ? inParts.begin(key).await().indefinitely() : upload;
        upload = begun;
        ByteBuffer part = ByteBuffer.wrap(buffer, 0, filled).slice();
        parts.add(inParts.put(key, begun, parts.size() + 1, filled, () -> AsyncRequestBody.fromByteBufferUnsafe(part))
                .await()
                .indefinitely());
        sent += filled;
        filled = 0;
    }

    /** The object is whole, and is there when this returns. */
    public void finish() {
        if (upload == null) {
            store.put(key, Arrays.copyOf(buffer, filled)).await().indefinitely();
        } else {
            if (filled > 0) {
                send();
            }
            inParts.complete(key, upload, parts, sent).await().indefinitely();
        }
        finished = true;
    }

    @Override
    public void close() {
        if (!finished && upload != null) {
            inParts.abort(key, upload).await().indefinitely();
            upload = null;
        }
        buffer = new byte[0];
    }
}
