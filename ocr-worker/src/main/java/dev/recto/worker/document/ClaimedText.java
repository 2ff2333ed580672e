package dev.recto.worker.document;

import java.util.List;

/** What the author of a PDF put beneath a page: as text, and word by word; empty if there is nothing. */
public record ClaimedText(String text, List<ClaimedWord> words) {
    public static final ClaimedText NONE = new ClaimedText("", List.of());
}
