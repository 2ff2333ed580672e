package dev.recto.worker.onednn;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How keys and values of signed bytes lie in a cache: in blocks of {@link #PLACES}, each a matrix as products read it, keys
 * [size, places] and values [places, size]. It is the same for the whole process.
 */
final class CacheOrder {
    static final int PLACES = 256;

    /** Products are prepared for caches of at most so many blocks. */
    static final int MOST_BLOCKS = 1 << 12;

    private static final int MANY_ROWS = 64;
    private static final Map<Integer, CacheOrder> BY_SIZE = new ConcurrentHashMap<>();

    private final int size;
    private final Engine engine = new Engine();
    private final ProductPlan comparison;
    private final ProductPlan mixture;
    private final int[] keyOffsets;
    private final int[] valueOffsets;
    private final long keyBytes;
    private final long valueBytes;

    private CacheOrder(int size) {
        this.size = size;
        comparison = plan(size, PLACES);
        mixture = plan(PLACES, size);
        try (Layout keyBlock = keys(1);
                Layout valueBlock = values(1)) {
            keyBytes = keyBlock.bytes();
            valueBytes = valueBlock.bytes();
            keyOffsets = byPlace(PackedOrder.offsets(engine, keyBlock, size, PLACES), size);
            valueOffsets = PackedOrder.offsets(engine, valueBlock, PLACES, size);
        }
    }

    private ProductPlan plan(int in, int out) {
        try (Layout x = Layout.matrices(OneDnn.UINT8, MOST_BLOCKS, MANY_ROWS, in);
                Layout any = Layout.anyOrder(OneDnn.INT8, MOST_BLOCKS, in, out);
                Layout y = Layout.matrices(OneDnn.FLOAT, MOST_BLOCKS, MANY_ROWS, out);
                PostOperations asTheyAre = new PostOperations()) {
            return ProductPlan.of(engine, x, any, y, asTheyAre);
        }
    }

    /** @param size of a head's keys, and of its values */
    static CacheOrder of(int size) {
        return BY_SIZE.computeIfAbsent(size, CacheOrder::new);
    }

    int size() {
        return size;
    }

    long keyBytes() {
        return keyBytes;
    }

    long valueBytes() {
        return valueBytes;
    }

    /** The caller closes it. */
    Layout keys(int blocks) {
        return comparison.weights().first(blocks, size, PLACES);
    }

    /** The caller closes it. */
    Layout values(int blocks) {
        return mixture.weights().first(blocks, PLACES, size);
    }

    private static int[] byPlace(int[] byElement, int size) {
        int[] offsets = new int[byElement.length];
        for (int place = 0; place < PLACES; place++) {
            for (int element = 0; element < size; element++) {
                offsets[place * size + element] = byElement[element * PLACES + place];
            }
        }
        return offsets;
    }

    /** Where in their block the elements of a key are, [places, size]. */
    int[] keyOffsets() {
        return keyOffsets;
    }

    /** The same of a value. */
    int[] valueOffsets() {
        return valueOffsets;
    }
}
