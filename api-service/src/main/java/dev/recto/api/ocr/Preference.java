package dev.recto.api.ocr;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The header {@code Prefer} (RFC 7240), as far as it matters here. */
final class Preference {
    private Preference() {}

    static boolean isAsync(@Nullable String header) {
        return header != null
                && Arrays.stream(header.split("[,;]"))
                        .anyMatch(each -> each.strip().equalsIgnoreCase("respond-async"));
    }
}
