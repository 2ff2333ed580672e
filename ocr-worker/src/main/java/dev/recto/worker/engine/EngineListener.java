package dev.recto.worker.engine;

/** Told what the engine does, on the thread that did it: must be quick and must not throw. */
public interface EngineListener {
    /** Hears nothing. */
    EngineListener NONE = new EngineListener() {};

    /** A page went through the vision towers. */
    default void encoded(long nanos) {}

    /** A chunk of a prompt went into a slot. */
    default void prefilled(int tokens, long nanos) {}

    /**
     * A token was decoded for each of {@code pages}, in a batch of {@code rows}.
     *
     * @param modelNanos spent in the executor
     * @param engineNanos spent around it: planning and choosing tokens
     */
    default void decoded(int pages, int rows, long modelNanos, long engineNanos) {}

    /** Before every step. */
    default void depth(int busySlots, int waitingPages) {}
}
