package dev.recto.worker.model.glm;

/**
 * M-RoPE positions of a prompt with one image: text counts on in all three axes; the image's cells share one time and spread
 * over rows and columns; text goes on behind the longer of the two.
 *
 * @param axes [3][S]: time, row, column
 * @param next position of the first generated token in all axes
 */
record RopePositions(int[][] axes, int next) {
    /** The image tokens must be consecutive, rows · columns in number. */
    static RopePositions of(int[] inputIds, int imageTokenId, int rows, int columns) {
        int[][] axes = new int[3][inputIds.length];
        int position = 0;
        int i = 0;
        while (i < inputIds.length) {
            if (inputIds[i] == imageTokenId) {
                for (int cell = 0; cell < rows * columns; cell++, i++) {
                    axes[0][i] = position;
                    axes[1][i] = position + cell / columns;
                    axes[2][i] = position + cell % columns;
                }
                position += Math.max(rows, columns);
            } else {
                axes[0][i] = position;
                axes[1][i] = position;
                axes[2][i] = position;
                position++;
                i++;
            }
        }
        return new RopePositions(axes, position);
    }
}
