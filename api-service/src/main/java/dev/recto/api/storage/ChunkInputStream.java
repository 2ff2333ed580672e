package dev.recto.api.storage;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chunks as a stream that waits for them, few of them in memory at a time. For virtual threads. */
public final class ChunkInputStream extends ChunkedStream {
    /** A megabyte of what the store sends, in chunks of 64 KB. */
    private static final int AHEAD = 16;

    private final Stream<Buffer> chunks;
    private final Iterator<Buffer> iterator;

    public ChunkInputStream(Multi<Buffer> bytes) {
        chunks = bytes.subscribe().asStream(AHEAD, () -> new ArrayBlockingQueue<>(AHEAD));
        iterator = chunks.iterator();
    }

    @Override
    protected byte @Nullable [] next() {
        return iterator.hasNext() ? iterator.next().getBytes() : null;
    }

    /** Stops what is still on its way. */
    @Override
    public void close() {
        chunks.close();
    }
}
