package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;

/**
 * What one run attends to: the new places of each sequence, and its cache. All fp32 but the blocks.
 *
 * @param q [batch, places, heads · size]
 * @param k [batch, places, key heads · size]
 * @param v as k
 * @param keys blocks, [batch, key heads, blocks]; see {@link CacheOrder}
 * @param values as keys
 * @param factors [batch, key heads, {@link #FACTORS}, capacity]
 * @param lengths int32 [batch], cached places after the run less one
 * @param answers as q
 * @param batch sequences
 * @param places that the run adds to each of them
 * @param queries heads that share a key head
 * @param blocks of the cache of a sequence
 */
record CacheHeads(
        MemorySegment q,
        MemorySegment k,
        MemorySegment v,
        MemorySegment keys,
        MemorySegment values,
        MemorySegment factors,
        MemorySegment lengths,
        MemorySegment answers,
        CacheOrder order,
        int batch,
        int places,
        int keyHeads,
        int queries,
        int blocks) {
    /** Of a place: the key's scale; the sum of its bytes, which takes back that queries are unsigned; the value's scale. */
    static final int FACTORS = 3;

    private static final int KEY_SCALE = 0;
    private static final int KEY_SUM = 1;
    private static final int VALUE_SCALE = 2;

    int capacity() {
        return blocks * CacheOrder.PLACES;
    }

    /** Places of a sequence before the run. */
    int past(int sequence) {
        int past = lengths.getAtIndex(JAVA_INT, sequence) + 1 - places;
        if (past < 0 || past + places > capacity()) {
            throw new IllegalArgumentException("a sequence of " + (past + places) + " places does not fit its cache");
        }
        return past;
    }

    /** The queries of a place that share a key head, one after the other. */
    MemorySegment queries(int sequence, int place, int head) {
        return row(q, sequence, place, head, queries * order.size());
    }

    MemorySegment answers(int sequence, int place, int head) {
        return row(answers, sequence, place, head, queries * order.size());
    }

    MemorySegment key(int sequence, int place, int head) {
        return row(k, sequence, place, head, order.size());
    }

    MemorySegment value(int sequence, int place, int head) {
        return row(v, sequence, place, head, order.size());
    }

    private MemorySegment row(MemorySegment all, int sequence, int place, int head, int width) {
        long index = ((long) sequence * places + place) * keyHeads + head;
        long bytes = (long) width * Float.BYTES;
        return all.asSlice(index * bytes, bytes);
    }

    MemorySegment keyBlocks(int sequence, int head) {
        return part(keys, sequence, head, blocks * order.keyBytes());
    }

    MemorySegment valueBlocks(int sequence, int head) {
        return part(values, sequence, head, blocks * order.valueBytes());
    }

    MemorySegment keyScales(int sequence, int head) {
        return factors(sequence, head, KEY_SCALE);
    }

    MemorySegment keySums(int sequence, int head) {
        return factors(sequence, head, KEY_SUM);
    }

    MemorySegment valueScales(int sequence, int head) {
        return factors(sequence, head, VALUE_SCALE);
    }

    private MemorySegment factors(int sequence, int head, int number) {
        long bytes = (long) capacity() * Float.BYTES;
        return part(factors, sequence, head, FACTORS * bytes).asSlice(number * bytes, bytes);
    }

    private MemorySegment part(MemorySegment all, int sequence, int head, long bytes) {
        return all.asSlice(((long) sequence * keyHeads + head) * bytes, bytes);
    }
}
