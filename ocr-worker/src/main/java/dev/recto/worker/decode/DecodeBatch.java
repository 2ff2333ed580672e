package dev.recto.worker.decode;

/**
 * One decode step: row {@code r} feeds slot {@code r}, for the first {@link #rows()} slots. Reused from step to step.
 *
 * <p>Rows between busy slots are idle: they feed token 0 behind what their slot holds, where the slot's next own token
 * overwrites it. Outputs of idle rows mean nothing.
 */
public final class DecodeBatch {
    private final int[] tokens;
    private final int[] lengths;
    private final int[] positions;
    private int rows;

    public DecodeBatch(int slots) {
        tokens = new int[slots];
        lengths = new int[slots];
        positions = new int[slots];
    }

    /** Number of slots the step runs over: one of the bucket sizes. */
    public int rows() {
        return rows;
    }

    public int token(int row) {
        return tokens[row];
    }

    /** Tokens the slot's cache holds before this step. */
    public int length(int row) {
        return lengths[row];
    }

    /** Rotary position of the token; the same for all M-RoPE axes. */
    public int position(int row) {
        return positions[row];
    }

    public void begin(int rows) {
        this.rows = rows;
    }

    public void set(int row, int token, int length, int position) {
        tokens[row] = token;
        lengths[row] = length;
        positions[row] = position;
    }
}
