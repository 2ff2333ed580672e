package dev.recto.worker.decode;

import java.util.OptionalInt;

/** Notices when an answer runs in circles, exactly and for every length of the repeated piece at once. */
final class LoopDetector {
    private final LoopLimits limits;
    // same[p]: how many of the last tokens are equal to the token p places before them.
    private final int[] same;

    LoopDetector(LoopLimits limits) {
        this.limits = limits;
        this.same = new int[limits.longestPiece() + 1];
    }

    /** To be called after each token. Gives the number of tokens up to the end of the first copy, once there is a loop. */
    OptionalInt check(TokenList tokens) {
        int last = tokens.size() - 1;
        int token = tokens.get(last);
        int longest = Math.min(limits.longestPiece(), last);
        for (int piece = 1; piece <= longest; piece++) {
            same[piece] = tokens.get(last - piece) == token ? same[piece] + 1 : 0;
            int repeated = same[piece] + piece;
            if (repeated >= limits.minimumTokens() && repeated >= limits.minimumCopies() * piece) {
                return OptionalInt.of(tokens.size() - same[piece]);
            }
        }
        return OptionalInt.empty();
    }
}
