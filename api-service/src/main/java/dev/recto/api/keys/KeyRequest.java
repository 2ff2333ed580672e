package dev.recto.api.keys;

import dev.recto.api.tenancy.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request for a key, and who sends it.
 *
 * @param id of the key; the same when the same request comes again
 * @param credential that the request came with
 * @param word the client's own for this request, if it may come again
 */
record KeyRequest(
        Caller caller,
        UUID id,
        NewKey wanted,
        String credential,
        @Nullable String word) {
    boolean mayComeAgain() {
        return word != null && !word.isBlank();
    }

    /** What no other request has. */
    String text() {
        return id + " " + word;
    }
}
