package dev.recto.api.forward.upstream;

import java.io.IOException;

/** An answer did not come to its end, or nobody waits for it any more. */
final class BrokenOffException extends IOException {
    BrokenOffException(Throwable cause) {
        super("broken off", cause);
    }
}
