package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** One query between the two products of an attention: from scores to weights, and from sums of values to the answer. */
final class CacheRow {
    private static final int PLACES = CacheOrder.PLACES;

    /** Weights go from 0 to this. */
    private static final float LARGEST = (1 << Short.SIZE) - 1f;

    private float[] keyScales = new float[0];
    private float[] keySums = new float[0];
    private float[] valueScales = new float[0];
    private float[] high = new float[0];
    private float[] low = new float[0];
    private float[] scores = new float[0];
    private byte[] highBytes = new byte[0];
    private byte[] lowBytes = new byte[0];

    /** One of so many rows in each of so many blocks; behind the rows of high bytes are as many of low ones. */
    record Place(int number, int rows, int blocks) {
        long high(int block) {
            return (long) block * 2 * rows + number;
        }

        long low(int block) {
            return high(block) + rows;
        }
    }

    /** What the queries that follow see of a head's cache: so many places at most. */
    void load(CacheHeads heads, int sequence, int head, int seen) {
        if (scores.length < seen) {
            int room = Math.ceilDiv(seen, PLACES) * PLACES;
            keyScales = new float[room];
            keySums = new float[room];
            valueScales = new float[room];
            high = new float[room];
            low = new float[room];
            scores = new float[room];
            highBytes = new byte[room];
            lowBytes = new byte[room];
        }
        MemorySegment.copy(heads.keyScales(sequence, head), JAVA_FLOAT, 0, keyScales, 0, seen);
        MemorySegment.copy(heads.keySums(sequence, head), JAVA_FLOAT, 0, keySums, 0, seen);
        MemorySegment.copy(heads.valueScales(sequence, head), JAVA_FLOAT, 0, valueScales, 0, seen);
    }

    /**
     * Turns scores of bytes into weights of bytes, none for places beyond those that are visible.
     *
     * @param factor of the scores
     * @return that of the sums of values
     */
    float weigh(MemorySegment compared, MemorySegment weights, Place place, int visible, float factor) {
        for (int block = 0; block * PLACES < visible; block++) {
            MemorySegment.copy(
                    compared, JAVA_FLOAT, place.high(block) * PLACES * Float.BYTES, high, block * PLACES, PLACES);
            MemorySegment.copy(
                    compared, JAVA_FLOAT, place.low(block) * PLACES * Float.BYTES, low, block * PLACES, PLACES);
        }
        Scores.join(high, low, keySums, keyScales, factor, scores, visible);
        Scores.exponentiate(scores, Scores.largest(scores, visible), visible);
        float sum = Scores.sum(scores, visible);
        Scores.multiply(scores, valueScales, visible);
        float largest = Scores.largest(scores, visible);
        Scores.split(scores, largest, visible, highBytes, lowBytes);
        int end = place.blocks() * PLACES;
        Arrays.fill(highBytes, visible, end, (byte) 0);
        Arrays.fill(lowBytes, visible, end, (byte) 0);
        for (int block = 0; block < place.blocks(); block++) {
            MemorySegment.copy(highBytes, block * PLACES, weights, JAVA_BYTE, place.high(block) * PLACES, PLACES);
            MemorySegment.copy(lowBytes, block * PLACES, weights, JAVA_BYTE, place.low(block) * PLACES, PLACES);
        }
        return largest / LARGEST / sum;
    }

    /** Adds up what the blocks gave. */
    void answer(MemorySegment mixed, Place place, int size, float factor, float[] answer) {
        Arrays.fill(answer, 0, size, 0);
        for (int block = 0; block < place.blocks(); block++) {
            MemorySegment.copy(mixed, JAVA_FLOAT, place.high(block) * size * Float.BYTES, high, 0, size);
            MemorySegment.copy(mixed, JAVA_FLOAT, place.low(block) * size * Float.BYTES, low, 0, size);
            Scores.addWords(high, low, factor, answer, size);
        }
    }
}
