package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Where the bytes of a matrix lie in the order that oneDNN has chosen, which it does not tell: found by packing their numbers. */
final class PackedOrder {
    private PackedOrder() {}

    /**
     * Offsets of the elements, row by row.
     *
     * @param packed order of a matrix of signed bytes [rows, columns]
     */
    static int[] offsets(Engine engine, Layout packed, int rows, int columns) {
        int count = rows * columns;
        int[] numbers = new int[Math.toIntExact(packed.bytes())];
        // Numbers begin at 1: what fills up a packed matrix is 0.
        for (int shift = 0; count >>> shift != 0; shift += Byte.SIZE) {
            byte[] digits = new byte[count];
            for (int i = 0; i < count; i++) {
                digits[i] = (byte) (i + 1 >>> shift);
            }
            byte[] moved = pack(engine, packed, rows, columns, digits);
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] |= Byte.toUnsignedInt(moved[i]) << shift;
            }
        }
        int[] offsets = new int[count];
        int found = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] != 0) {
                offsets[numbers[i] - 1] = i;
                found++;
            }
        }
        if (found != count) {
            throw new IllegalStateException("oneDNN packs matrices in more than another order");
        }
        return offsets;
    }

    private static byte[] pack(Engine engine, Layout packed, int rows, int columns, byte[] matrix) {
        try (Arena arena = Arena.ofConfined();
                Layout plain = Layout.matrix(OneDnn.INT8, rows, columns);
                Primitive reorder = Primitive.reorder(engine, plain, packed)) {
            MemorySegment moved = arena.allocate(packed.bytes(), Room.CACHE_LINE);
            reorder.run(arena.allocateFrom(JAVA_BYTE, matrix), moved);
            return moved.toArray(JAVA_BYTE);
        }
    }
}
