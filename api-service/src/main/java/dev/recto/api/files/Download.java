package dev.recto.api.files;

import dev.recto.api.storage.ByteRange;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file's bytes on their way to a client.
 *
 * @param range empty for all of them
 * @param unchanged whether the client has them, and none are sent
 */
record Download(StoredFile file, Optional<ByteRange> range, Multi<Buffer> bytes, boolean unchanged) {
    static Download of(StoredFile file, Optional<ByteRange> range, Multi<Buffer> bytes) {
        return new Download(file, range, bytes, false);
    }

    static Download unchanged(StoredFile file) {
        return new Download(file, Optional.empty(), Multi.createFrom().empty(), true);
    }

    int status() {
        return unchanged ? 304 : range.isPresent() ? 206 : 200;
    }

    Map<String, List<String>> headers(String contentType) {
        if (unchanged) {
            return Map.of("ETag", List.of(etag(file)));
        }
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("Content-Type", List.of(contentType));
        headers.put("Content-Disposition", List.of(ContentDisposition.attachment(file.filename)));
        headers.put(
                "Content-Length",
                List.of(Long.toString(range.map(ByteRange::length).orElse(file.size))));
        headers.put("Accept-Ranges", List.of("bytes"));
        headers.put("ETag", List.of(etag(file)));
        headers.put("X-Content-Type-Options", List.of("nosniff"));
        range.ifPresent(part ->
                headers.put("Content-Range", List.of("bytes " + part.first() + "-" + part.last() + "/" + file.size)));
        return headers;
    }

    static String etag(StoredFile file) {
        return '"' + file.sha256 + '"';
    }
}
