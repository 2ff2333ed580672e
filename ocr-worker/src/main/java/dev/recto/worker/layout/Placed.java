package dev.recto.worker.layout;

import java.util.List;

/** What the search for tables leaves, in reading order. */
sealed interface Placed {
    record Text(List<List<Line>> paragraphs) implements Placed {}

    record Done(Item item) implements Placed {}
}
