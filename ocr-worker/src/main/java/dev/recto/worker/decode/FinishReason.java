package dev.recto.worker.decode;

/** Why an answer ended. */
public enum FinishReason {
    /** The model wrote an end token. */
    END,
    /** It reached the most tokens it may have. */
    LENGTH,
    /** It ran in circles. */
    LOOP
}
