package dev.recto.api.reading;

import java.time.Instant;

/** A page in its final state. */
public record EndedPage(JobPage page, Instant endedAt) {
    public PageCursor cursor() {
        return new PageCursor(endedAt, page.number());
    }
}
