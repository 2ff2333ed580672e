package dev.recto.api.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which pages of a document, counted from 0. */
public sealed interface PageSelection {
    record All() implements PageSelection {}

    /** @param numbers ascending, each once, not empty */
    record Some(List<Integer> numbers) implements PageSelection {
        public Some {
            numbers = numbers.stream().sorted().distinct().toList();
            if (numbers.isEmpty() || numbers.getFirst() < 0) {
                throw new IllegalArgumentException("not a selection of pages");
            }
        }
    }

    static PageSelection of(Integer @Nullable [] numbers) {
        return numbers == null ? new All() : new Some(List.of(numbers));
    }

    /** The form it is stored in; null for all. */
    default Integer @Nullable [] array() {
        return switch (this) {
            case All all -> null;
            case Some some -> some.numbers().toArray(Integer[]::new);
        };
    }
}
