package dev.recto.worker.engine;

import java.util.List;
import java.util.stream.IntStream;

/** Successive slots in one run, which feeds so many places to each. */
record Rows(int first, int count, int places) {
    /** The number of the first one's first place, among those of all slots. */
    int firstPlace() {
        return first * places;
    }

    int all() {
        return count * places;
    }

    long[] shape() {
        return new long[] {count, places};
    }

    /** The runs that it takes: itself, or one for each row. */
    List<Rows> runs(ModelSessions sessions) {
        if (places == 1 || sessions.appendsPlacesToMany()) {
            return List.of(this);
        }
        return IntStream.range(first, first + count)
                .mapToObj(row -> new Rows(row, 1, places))
                .toList();
    }
}
