package dev.recto.api.background;

import java.util.function.Supplier;

/** Marks what a thread does as work that goes on by itself, which must never keep from a request what both need. */
public final class Background {
    private static final ScopedValue<Boolean> MARK = ScopedValue.newInstance();

    private Background() {}

    public static void run(Runnable work) {
        ScopedValue.where(MARK, true).run(work);
    }

    public static <T> T call(Supplier<T> work) {
        return ScopedValue.where(MARK, true).call(work::get);
    }

    /** Whether this thread does such work now; threads that it starts do not inherit it. */
    public static boolean isCurrent() {
        return MARK.isBound();
    }
}
