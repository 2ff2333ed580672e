package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;

/** Brings keys and values to bytes and into their blocks. On one thread at a time. */
final class CacheWriter {
    private float[] numbers = new float[0];
    private byte[] integers = new byte[0];

    /** Adds what a run brings to one head of a sequence. */
    void append(CacheHeads heads, int sequence, int head) {
        CacheOrder order = heads.order();
        if (numbers.length != order.size()) {
            numbers = new float[order.size()];
            integers = new byte[order.size()];
        }
        MemorySegment keyBlocks = heads.keyBlocks(sequence, head);
        MemorySegment valueBlocks = heads.valueBlocks(sequence, head);
        MemorySegment keyScales = heads.keyScales(sequence, head);
        MemorySegment keySums = heads.keySums(sequence, head);
        MemorySegment valueScales = heads.valueScales(sequence, head);
        int past = heads.past(sequence);
        for (int i = 0; i < heads.places(); i++) {
            int place = past + i;
            int block = place / CacheOrder.PLACES;
            int within = place % CacheOrder.PLACES;
            keyScales.setAtIndex(JAVA_FLOAT, place, quantize(heads.key(sequence, i, head)));
            keySums.setAtIndex(JAVA_FLOAT, place, sum(integers));
            spread(keyBlocks, block * order.keyBytes(), order.keyOffsets(), within);
            valueScales.setAtIndex(JAVA_FLOAT, place, quantize(heads.value(sequence, i, head)));
            spread(valueBlocks, block * order.valueBytes(), order.valueOffsets(), within);
        }
    }

    private static int sum(byte[] integers) {
        int sum = 0;
        for (byte integer : integers) {
            sum += integer;
        }
        return sum;
    }

    private void spread(MemorySegment blocks, long start, int[] offsets, int place) {
        int first = place * integers.length;
        for (int i = 0; i < integers.length; i++) {
            blocks.set(JAVA_BYTE, start + offsets[first + i], integers[i]);
        }
    }

    private float quantize(MemorySegment row) {
        MemorySegment.copy(row, JAVA_FLOAT, 0, numbers, 0, numbers.length);
        return RowQuantizer.quantize(numbers, numbers.length, integers);
    }
}
