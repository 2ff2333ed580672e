package dev.recto.api.storage;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;

/** Chunks as a stream that waits for them, few of them in memory at a time. For virtual threads. */
public final class ChunkInputStream extends InputStream {
    private final Stream<Buffer> chunks;
    private final Iterator<Buffer> next;
    private byte[] chunk = {};
    private int position;

    public ChunkInputStream(Multi<Buffer> bytes) {
        chunks = bytes.subscribe().asStream();
        next = chunks.iterator();
    }

    @Override
    public int read() {
        return hasMore() ? chunk[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, target, offset, count);
        position += count;
        return count;
    }

    private boolean hasMore() {
        while (position == chunk.length) {
            if (!next.hasNext()) {
                return false;
            }
            chunk = next.next().getBytes();
            position = 0;
        }
        return true;
    }

    /** Stops what is still on its way. */
    @Override
    public void close() {
        chunks.close();
    }
}
