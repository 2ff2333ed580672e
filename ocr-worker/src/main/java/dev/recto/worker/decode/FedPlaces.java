package dev.recto.worker.decode;

/** The places that the last run fed of one page, and the tokens that were chosen to follow them: what the next drafts are made from. */
public final class FedPlaces {
    private final int[] followers;
    private int from;
    private int count;

    /** @param most places of a run */
    public FedPlaces(int most) {
        followers = new int[most];
    }

    /** A run has fed places behind so many cached tokens. */
    public void begin(int cachedTokens) {
        from = cachedTokens;
        count = 0;
    }

    /** The next of them counts, and this token follows it. */
    public void followedBy(int token) {
        followers[count++] = token;
    }

    /** How many of them are in a cache that holds so many tokens: fewer than counted once tokens were taken back. */
    int standing(int cachedTokens) {
        return Math.clamp(cachedTokens - from, 0, count);
    }

    int follower(int place) {
        return followers[place];
    }
}
