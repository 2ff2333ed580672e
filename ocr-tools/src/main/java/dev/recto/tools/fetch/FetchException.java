package dev.recto.tools.fetch;

import java.io.IOException;

/** A snapshot that can't be had; the message is for whoever asked for it. */
public final class FetchException extends IOException {
    FetchException(String message) {
        super(message);
    }

    FetchException(String message, Throwable cause) {
        super(message, cause);
    }
}
