package dev.recto.api.background;

import java.util.Objects;
import java.util.stream.Stream;

/** What a failure comes of. */
public final class Causes {
    private static final int MOST = 16;

    private Causes() {}

    /** The failure itself, then its causes: not without end, for they may go round in a circle. */
    public static Stream<Throwable> of(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(MOST);
    }
}
