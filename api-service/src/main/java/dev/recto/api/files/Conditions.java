package dev.recto.api.files;

import dev.recto.api.storage.ByteRange;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The headers of a request that say which bytes the client wants, and which version it has (RFC 9110). */
record Conditions(
        @Nullable String range,
        @Nullable String ifRange,
        @Nullable String ifNoneMatch) {
    static Conditions of(HttpHeaders headers) {
        return new Conditions(
                headers.getHeaderString("Range"),
                headers.getHeaderString("If-Range"),
                headers.getHeaderString("If-None-Match"));
    }

    /** Whether the client has this version, and wants no other. */
    boolean has(String etag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag));
    }

    /** Empty for the whole, also where what the client has a part of is another version. */
    Optional<ByteRange> range(StoredFile file) {
        return ifRange == null || ifRange.equals(Download.etag(file))
                ? RangeHeader.parse(range, file.size)
                : Optional.empty();
    }
}
