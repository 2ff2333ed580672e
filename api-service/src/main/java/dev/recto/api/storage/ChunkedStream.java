package dev.recto.api.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A stream of bytes that come in chunks, one of them in memory. */
public abstract class ChunkedStream extends InputStream {
    private byte[] chunk = {};
    private int position;
    private boolean ended;

    /** Waits for the next chunk, which may be empty; null at the end. */
    protected abstract byte @Nullable [] next() throws IOException;

    @Override
    public int read() throws IOException {
        return hasMore() ? chunk[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
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

    private boolean hasMore() throws IOException {
        while (position == chunk.length && !ended) {
            byte[] more = next();
            ended = more == null;
            if (more != null) {
                chunk = more;
                position = 0;
            }
        }
        return position < chunk.length;
    }
}
