package dev.recto.api.tenancy;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A key that was not revoked, and what it opens. */
public record ApiKey(
        Caller caller, Set<Scope> scopes, @Nullable Instant expiresAt) {
    boolean isValidAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }
}
