package dev.recto.worker.decode;

/** Turns one page's step outputs into tokens until the page ends. The engine calls it from one thread at a time. */
public interface TokenChooser {
    /** Called once, before the first {@link #accept}: the cache has room for this many new tokens and no more. */
    void room(int newTokens);

    /** Takes the output after the last fed token. True: feed {@link #lastToken()} next; false: the page has ended. */
    boolean accept(StepOutput output);

    /** The token chosen by the last {@link #accept}. */
    int lastToken();

    /**
     * How many of the last tokens in the cache are taken back before {@link #lastToken()} is fed. Asked once after each
     * {@link #accept} that goes on.
     */
    default int takenBack() {
        return 0;
    }

    /** True once nobody waits for the page any more. Read between steps. */
    boolean cancelled();
}
