package dev.recto.api.tenancy;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The credential of a request. */
public final class BearerToken {
    private static final String SCHEME = "bearer ";

    private BearerToken() {}

    /** @param header {@code Authorization}, if there is one */
    public static Optional<String> of(@Nullable String header) {
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        return Optional.of(header.substring(SCHEME.length()).strip()).filter(token -> !token.isEmpty());
    }
}
