package dev.recto.api.files;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.storage.ByteRange;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code Range} (RFC 9110): one range of bytes. Anything else is ignored, as the standard allows. */
final class RangeHeader {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    private RangeHeader() {}

    /** Empty for the whole; a 416 where the range holds none of the file's bytes. */
    static Optional<ByteRange> parse(@Nullable String header, long size) {
        Matcher range = ONE.matcher(header == null ? "" : header.strip());
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            long suffix = Long.parseLong(range.group(2));
            return Optional.of(within(Math.max(0, size - suffix), size - 1, size));
        }
        long first = Long.parseLong(range.group(1));
        if (range.group(2).isEmpty()) {
            return Optional.of(within(first, size - 1, size));
        }
        long last = Long.parseLong(range.group(2));
        return last < first ? Optional.empty() : Optional.of(within(first, Math.min(last, size - 1), size));
    }

    private static ByteRange within(long first, long last, long size) {
        if (first >= size) {
            throw new ApiException(ErrorCode.RANGE_NOT_SATISFIABLE)
                    .param("Range")
                    .size(size);
        }
        return new ByteRange(first, last);
    }
}
