package dev.recto.api.tenancy;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who comes with a token, in an organisation.
 *
 * @param subject who it is, as the issuer says
 * @param project without one, the organisation's first
 */
public record Person(
        String issuer,
        String subject,
        UUID organisation,
        @Nullable UUID project) {
    /** Names this person here, and nobody else. */
    byte[] hash() {
        return KeyHash.of(String.join("\0", "person", issuer, subject, organisation + " " + project));
    }

    /** For people who look at lists of keys. */
    String name() {
        String printable = subject.replaceAll("\\p{Cntrl}", " ");
        return printable.substring(0, Math.min(printable.length(), 100));
    }
}
