package dev.recto.worker.graph;

/**
 * How a layer multiplies with its matrix. None lets one row of the activations influence another, so that a page's tokens
 * do not depend on the pages it shares a step with.
 */
enum MatrixFormat {
    FULL,
    /** 8 bits with a scale for each row; activations are brought to 8 bits row by row. Best for many rows. */
    INT8_ROWS,
    /** 8 bits with a scale for each block of a row; so are the activations. Best for few rows, which wait for memory. */
    INT8_BLOCKS,
    /** The same with 4 bits. */
    INT4_BLOCKS;

    /** Elements that share a scale. */
    private static final int BLOCK = 32;

    private static final int LARGE_BLOCK = 128;

    int bits() {
        return this == INT4_BLOCKS ? 4 : 8;
    }

    /** Large blocks are faster, small ones fit 4 bits and narrow matrices. */
    int blockFor(int width) {
        return this == INT8_BLOCKS && width % LARGE_BLOCK == 0 ? LARGE_BLOCK : BLOCK;
    }

    /** Matrices that do not consist of whole blocks stay as they are. */
    boolean fits(int width) {
        return this != FULL && width % BLOCK == 0;
    }
}
