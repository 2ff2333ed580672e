package dev.recto.worker.decode;

import java.util.Arrays;

/** Ids in the order they were generated. */
final class TokenList {
    private int[] ids = new int[256];
    private int size;

    void add(int id) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
        }
        ids[size++] = id;
    }

    int get(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return ids[index];
    }

    int size() {
        return size;
    }

    /** Drops all but the first ones. */
    void keep(int count) {
        size = Math.min(count, size);
    }

    int[] first(int count) {
        return Arrays.copyOf(ids, Math.min(count, size));
    }
}
