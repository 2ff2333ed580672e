package dev.recto.api.files;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Whether bytes that come in chunks are UTF-8 text. Characters may be cut by the chunks. */
final class Utf8Check {
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer discarded = CharBuffer.allocate(4096);
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private boolean valid = true;

    void update(ByteBuffer chunk) {
        if (valid) {
            ByteBuffer bytes = behindRest(chunk);
            decode(bytes, false);
            rest = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
        }
    }

    /** Ends the text. */
    boolean finish() {
        if (valid) {
            decode(rest, true);
        }
        return valid;
    }

    private void decode(ByteBuffer bytes, boolean end) {
        CoderResult result;
        do {
            discarded.clear();
            result = decoder.decode(bytes, discarded, end);
        } while (result.isOverflow());
        valid = !result.isError();
    }

    private ByteBuffer behindRest(ByteBuffer chunk) {
        if (!rest.hasRemaining()) {
            return chunk.duplicate();
        }
        return ByteBuffer.allocate(rest.remaining() + chunk.remaining())
                .put(rest)
                .put(chunk.duplicate())
                .flip();
    }
}
