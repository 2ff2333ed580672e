package dev.recto.api.forward.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.core.buffer.Buffer;

/** A JSON body with a document in base64 between two texts, of which little is in memory at a time. */
public record DocumentBody(String before, SourceDocument document, String after) {
    long length() {
        return before.getBytes(UTF_8).length + (document.size() + 2) / 3 * 4 + after.getBytes(UTF_8).length;
    }

    Multi<Buffer> bytes() {
        Base64Chunks base64 = new Base64Chunks();
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(() -> before.getBytes(UTF_8)),
                        document.bytes().map(chunk -> base64.next(chunk.getBytes())),
                        Multi.createFrom().item(base64::last),
                        Multi.createFrom().item(() -> after.getBytes(UTF_8)))
                .filter(chunk -> chunk.length > 0)
                .map(Buffer::buffer);
    }
}
