package dev.recto.api.jobs;

import dev.recto.api.fault.ErrorCode;
import java.util.List;
import java.util.stream.IntStream;
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

    /** What it comes to for a document. */
    sealed interface Resolution {}

    record Pages(List<Integer> numbers) implements Resolution {}

    record Refused(ErrorCode code) implements Resolution {}

    default Resolution resolve(int pageCount, int maxPages) {
        List<Integer> numbers = switch (this) {
            case All all -> IntStream.range(0, pageCount).boxed().toList();
            case Some some -> some.numbers();
        };
        if (numbers.isEmpty()) {
            return new Refused(ErrorCode.EMPTY_DOCUMENT);
        }
        if (numbers.getLast() >= pageCount) {
            return new Refused(ErrorCode.PAGE_OUT_OF_RANGE);
        }
        return numbers.size() > maxPages ? new Refused(ErrorCode.TOO_MANY_PAGES) : new Pages(numbers);
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
