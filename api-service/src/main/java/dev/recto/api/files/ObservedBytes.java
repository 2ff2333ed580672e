package dev.recto.api.files;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;

/** Bytes that are looked at while they pass. Who subscribes again begins again. */
final class ObservedBytes {
    private final Multi<Buffer> bytes;
    private volatile ContentReader reader = new ContentReader();

    ObservedBytes(Multi<Buffer> bytes) {
        this.bytes = bytes;
    }

    Multi<Buffer> pass() {
        return Multi.createFrom().deferred(() -> {
            ContentReader fresh = new ContentReader();
            reader = fresh;
            return bytes.invoke(chunk -> fresh.update(ByteBuffer.wrap(chunk.getBytes())));
        });
    }

    /** What the last pass has seen, after its end. */
    Content finish() {
        return reader.finish();
    }
}
