package dev.recto.worker.graph;

import java.util.stream.IntStream;

/**
 * How a layer multiplies with its matrix. None lets one row of the activations influence another, so that a page's tokens
 * do not depend on the pages it shares a step with.
 */
public enum MatrixFormat {
    FULL,
    /** 8 bits with a scale for each row; activations are brought to 8 bits row by row. On a CPU. */
    INT8_ROWS,
    /** 8 bits with a scale for each block of a row; so are the activations. */
    INT8_BLOCKS,
    /** The same with 4 bits. */
    INT4_BLOCKS;

    /** Elements that share a scale, as few as the kernel has. */
    private static final int SMALL_BLOCK = 32;

    /** As many as it has: with 8 bits the results are hardly worse, and the products a third faster. */
    private static final int LARGE_BLOCK = 256;

    int bits() {
        return this == INT4_BLOCKS ? 4 : 8;
    }

    /** The block for rows of that width, which {@link #fits}; a small one where bits are few. */
    int blockFor(int width) {
        return switch (this) {
            case FULL, INT8_ROWS -> width;
            case INT4_BLOCKS -> SMALL_BLOCK;
            case INT8_BLOCKS ->
                IntStream.iterate(LARGE_BLOCK, block -> block / 2)
                        .filter(block -> width % block == 0)
                        .findFirst()
                        .orElseThrow();
        };
    }

    /** Matrices that do not consist of whole blocks stay as they are. */
    boolean fits(int width) {
        return this != FULL && (this == INT8_ROWS || width % SMALL_BLOCK == 0);
    }
}
