package dev.recto.worker.decode;

/**
 * When a repetition counts as a loop: the answer ends with at least so many copies of one piece, and they are at least so
 * long together. Leaders of dots, empty cells and rows of a form repeat, too: they must stay below.
 *
 * @param minimumTokens least number of tokens of all copies together
 * @param minimumCopies least number of copies, at least 2
 * @param longestPiece tokens of the longest piece that is looked for
 */
public record LoopLimits(int minimumTokens, int minimumCopies, int longestPiece) {
    public static final LoopLimits DEFAULT = new LoopLimits(512, 5, 1024);

    public LoopLimits {
        if (minimumTokens < 2 || minimumCopies < 2 || longestPiece < 1) {
            throw new IllegalArgumentException("loop limits make no sense");
        }
    }
}
