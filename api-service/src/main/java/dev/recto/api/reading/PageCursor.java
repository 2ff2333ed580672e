package dev.recto.api.reading;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A place in the order in which a job's pages ended. Pages end under their job's lock, so none appears behind a cursor later. */
public record PageCursor(Instant endedAt, int page) {
    public static final PageCursor START = new PageCursor(Instant.EPOCH, -1);

    /** @return the cursor whose {@link #text} it is; empty if it is none */
    public static Optional<PageCursor> parse(String text) {
        String[] parts = text.split("-", -1);
        try {
            return parts.length == 2
                    ? Optional.of(new PageCursor(
                            Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS),
                            Integer.parseInt(parts[1])))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    public String text() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, endedAt) + "-" + page;
    }
}
