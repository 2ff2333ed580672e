package dev.recto.api.files;

import dev.recto.model.DocumentKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;

/** Looks once at bytes that come in chunks, and keeps none but the first {@link DocumentKind#HEAD}. */
final class ContentReader {
    private static final int CHUNK = 1 << 16;

    private final MessageDigest sha256 = sha256();
    private final ByteBuffer head = ByteBuffer.allocate(DocumentKind.HEAD);
    private final Utf8Check utf8 = new Utf8Check();
    private final JsonLines jsonLines = new JsonLines();
    private long size;

    /** Blocks. */
    static Content read(Path file) throws IOException {
        ContentReader reader = new ContentReader();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            while (channel.read(chunk.clear()) >= 0) {
                reader.update(chunk.flip());
            }
        }
        return reader.finish();
    }

    void update(ByteBuffer chunk) {
        size += chunk.remaining();
        ByteBuffer first = chunk.duplicate();
        first.limit(first.position() + Math.min(first.remaining(), head.remaining()));
        head.put(first);
        sha256.update(chunk.duplicate());
        utf8.update(chunk);
        jsonLines.update(chunk);
    }

    Content finish() {
        boolean text = utf8.finish();
        long lines = text ? jsonLines.finish() : -1;
        return new Content(
                size,
                HexFormat.of().formatHex(sha256.digest()),
                DocumentKind.of(Arrays.copyOf(head.array(), head.position())),
                text,
                lines < 0 ? OptionalLong.empty() : OptionalLong.of(lines));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
