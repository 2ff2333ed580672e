package dev.recto.worker.engine;

/** Told what the engine does, on the thread that did it: must be quick and must not throw. */
public interface EngineListener {
    /** Hears nothing. */
    EngineListener NONE = new EngineListener() {};

    /** There is a cache now. */
    default void opened(int slots, int slotTokens) {}

    /** The vision towers ran over a batch of views. */
    default void encoded(int views, long nanos) {}

    /** A run over several views failed; each of them is tried alone. */
    default void batchFailed() {}

    /** A step over several pages, or with drafts, failed; each of them is tried alone, without. */
    default void stepFailed() {}

    /** A page's features and text became its prompt. */
    default void embedded(long nanos) {}

    /** A chunk of a prompt went into a slot. */
    default void prefilled(int tokens, long nanos) {}

    /** The decoder ran over a batch of {@code rows}. */
    default void decoded(int rows, long nanos) {}

    /** The draft layer ran over a batch of {@code rows}. */
    default void drafted(int rows, long nanos) {}

    /** So many tokens were drafted for a page, and so many of them were those that the model chose. */
    default void checked(int drafted, int accepted) {}

    /** A step, of which those were a part, gave pages so many tokens; so long it planned and chose them. */
    default void stepped(int tokens, long engineNanos) {}

    /** Before every step, and when there is nothing more to do: what the slots hold of prompts and answers. */
    default void depth(int busySlots, int cachedTokens, int waitingPages) {}

    /** A page has its answer, of so many new tokens. */
    default void answered(PageTimes times, int promptTokens, int newTokens) {}
}
