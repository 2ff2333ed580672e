package dev.recto.worker.onednn;

/**
 * What attention is computed for.
 *
 * @param places that attend to each other
 * @param size of a head's queries and keys
 * @param valueSize of a head's values
 * @param scale of the products of queries and keys
 */
record AttentionShape(int places, int heads, int size, int valueSize, float scale) {
    int width() {
        return heads * size;
    }

    int valueWidth() {
        return heads * valueSize;
    }
}
