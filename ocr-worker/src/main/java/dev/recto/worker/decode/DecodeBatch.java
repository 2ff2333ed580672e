package dev.recto.worker.decode;

import java.util.Arrays;

/**
 * One decode step: row {@code r} feeds slot {@code r}, for the first {@link #rows()} slots, one token each and what was drafted to
 * follow it. Reused from step to step.
 *
 * <p>Rows between busy slots are idle: they feed token 0 behind what their slot holds, where the slot's next own token
 * overwrites it. So do rows without drafts beside rows with some. What comes out there means nothing.
 */
public final class DecodeBatch {
    private final int draftTokens;
    private final int[] tokens;
    private final int[] lengths;
    private final int[] positions;
    private final boolean[] busy;
    private final int[] standing;
    private final int[][] followers;
    private final int[] drafted;
    private final int[][] drafts;
    private int rows;

    public DecodeBatch(int slots) {
        this(slots, 0);
    }

    /** @param draftTokens most that are drafted for a row */
    public DecodeBatch(int slots, int draftTokens) {
        this.draftTokens = draftTokens;
        tokens = new int[slots];
        lengths = new int[slots];
        positions = new int[slots];
        busy = new boolean[slots];
        standing = new int[slots];
        followers = new int[slots][draftTokens + 1];
        drafted = new int[slots];
        drafts = new int[slots][draftTokens];
    }

    /** Number of slots the step runs over: one of the bucket sizes. */
    public int rows() {
        return rows;
    }

    /** Tokens that each row feeds: one, or one and all drafts. */
    public int places() {
        for (int row = 0; row < rows; row++) {
            if (drafted[row] > 0) {
                return 1 + draftTokens;
            }
        }
        return 1;
    }

    /** Whether the row is a page's. */
    public boolean busy(int row) {
        return busy[row];
    }

    public int token(int row) {
        return tokens[row];
    }

    /** Token of a place of the row: its own one, then its drafts. */
    public int token(int row, int place) {
        if (place == 0) {
            return tokens[row];
        }
        return place <= drafted[row] ? drafts[row][place - 1] : 0;
    }

    /** Tokens the slot's cache holds before this step. */
    public int length(int row) {
        return lengths[row];
    }

    /** Rotary position of the token; the same for all M-RoPE axes. Drafts count on from it. */
    public int position(int row) {
        return positions[row];
    }

    /** All rows are idle, over empty slots. */
    public void begin(int rows) {
        this.rows = rows;
        Arrays.fill(tokens, 0);
        Arrays.fill(lengths, 0);
        Arrays.fill(positions, 0);
        Arrays.fill(busy, false);
        Arrays.fill(standing, 0);
        Arrays.fill(drafted, 0);
    }

    /** The row is idle, over a slot that holds so many tokens. */
    public void rest(int row, int length) {
        lengths[row] = length;
    }

    public void set(int row, int token, int length, int position) {
        tokens[row] = token;
        lengths[row] = length;
        positions[row] = position;
        busy[row] = true;
    }

    /** What drafts are made from: so many of the slot's last places come from its last run, and what followed each. */
    public void recall(int row, FedPlaces fed) {
        standing[row] = fed.standing(lengths[row]);
        for (int place = 0; place < standing[row]; place++) {
            followers[row][place] = fed.follower(place);
        }
    }

    /** Places of the slot's last run that are in the cache and not drafted from yet; 0 where there is nothing to draft from. */
    public int standing(int row) {
        return standing[row];
    }

    /** The token that followed one of the standing places; the last of them is followed by {@link #token(int)}. */
    public int follower(int row, int place) {
        return followers[row][place];
    }

    public void draft(int row, int token) {
        drafts[row][drafted[row]++] = token;
    }

    /** How many tokens are drafted for the row: none, or as many as for all others that have some. */
    public int drafted(int row) {
        return drafted[row];
    }

    /** Replaces a draft. */
    public void redraft(int row, int number, int token) {
        drafts[row][number] = token;
    }
}
