package dev.recto.parts;

import java.util.Locale;

/** What the services need beside themselves. */
public enum PartKind {
    POSTGRES,
    KAFKA,
    S3;

    String directory() {
        return name().toLowerCase(Locale.ROOT);
    }
}
