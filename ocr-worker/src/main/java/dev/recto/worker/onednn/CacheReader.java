package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;

/**
 * Attention of some places of a sequence to its cache, one key head at a time, on one thread. Queries and weights have 16 bits, as two
 * rows of bytes each, so that only keys and values are rounded to 8; no row's answer depends on the rows beside it.
 */
final class CacheReader implements AutoCloseable {
    private final CacheProducts products = new CacheProducts();
    private final Room queryBytes = new Room();
    private final Room scores = new Room();
    private final Room weightBytes = new Room();
    private final Room mixed = new Room();
    private final CacheRow row = new CacheRow();
    private float[] query = new float[0];
    private byte[] queryRows = new byte[0];
    private float[] factors = new float[0];

    /**
     * @param from the first of the run's places, of which so many attend
     * @param room places that products have rows for
     */
    void attend(CacheHeads heads, int sequence, int head, int from, int count, int room) {
        int size = heads.order().size();
        int first = heads.past(sequence) + from;
        int seen = first + count;
        int blocks = Math.ceilDiv(seen, CacheOrder.PLACES);
        int rows = room * heads.queries();
        row.load(heads, sequence, head, seen);
        CacheProducts.Pair pair = products.of(heads.order(), blocks, 2 * rows);
        MemorySegment compared = scores.floats(2L * rows * blocks * CacheOrder.PLACES);
        MemorySegment weights = weightBytes.bytes(2L * rows * blocks * CacheOrder.PLACES);
        MemorySegment answered = mixed.floats(2L * rows * blocks * size);
        pair.compare()
                .run(
                        split(heads, sequence, head, from, count, rows, blocks),
                        heads.keyBlocks(sequence, head),
                        compared);
        for (int i = 0; i < count * heads.queries(); i++) {
            int visible = first + i / heads.queries() + 1;
            factors[i] = row.weigh(compared, weights, new CacheRow.Place(i, rows, blocks), visible, factors[i]);
        }
        pair.mix().run(weights, heads.valueBlocks(sequence, head), answered);
        for (int place = 0; place < count; place++) {
            MemorySegment answers = heads.answers(sequence, from + place, head);
            for (int i = 0; i < heads.queries(); i++) {
                int number = place * heads.queries() + i;
                row.answer(answered, new CacheRow.Place(number, rows, blocks), size, factors[number], query);
                MemorySegment.copy(query, 0, answers, JAVA_FLOAT, (long) i * size * Float.BYTES, size);
            }
        }
    }

    /** The queries' bytes, the same for each block; leaves in {@link #factors} what their scores are multiplied with. */
    private MemorySegment split(CacheHeads heads, int sequence, int head, int from, int count, int rows, int blocks) {
        int size = heads.order().size();
        int width = heads.queries() * size;
        if (query.length < width || queryRows.length < 2 * rows * size || factors.length < rows) {
            query = new float[width];
            queryRows = new byte[2 * rows * size];
            factors = new float[rows];
        }
        float scale = (float) (1 / Math.sqrt(size));
        for (int place = 0; place < count; place++) {
            MemorySegment queries = heads.queries(sequence, from + place, head);
            MemorySegment.copy(queries, JAVA_FLOAT, 0, query, 0, width);
            for (int i = 0; i < heads.queries(); i++) {
                int number = place * heads.queries() + i;
                int high = number * size;
                int low = (rows + number) * size;
                factors[number] = scale * Scores.splitSigned(query, i * size, size, queryRows, high, low);
            }
        }
        int bytes = 2 * rows * size;
        MemorySegment all = queryBytes.bytes((long) blocks * bytes);
        for (int block = 0; block < blocks; block++) {
            MemorySegment.copy(queryRows, 0, all, JAVA_BYTE, (long) block * bytes, bytes);
        }
        return all;
    }

    @Override
    public void close() {
        products.close();
        for (Room room : new Room[] {queryBytes, scores, weightBytes, mixed}) {
            room.close();
        }
    }
}
