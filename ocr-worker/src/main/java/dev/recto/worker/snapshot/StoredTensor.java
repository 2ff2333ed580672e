package dev.recto.worker.snapshot;

import dev.recto.worker.onnx.ElementType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** A tensor as it lies in a safetensors file at a position in bytes, mapped into memory; little endian, C order, not necessarily aligned. */
public record StoredTensor(Path file, long position, String name, ElementType type, long[] shape, MemorySegment data) {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Converts elements to fp32, which is exact. */
    public void read(long firstElement, float[] into, int at, int count) {
        switch (type) {
            case FLOAT -> MemorySegment.copy(data, FLOAT, firstElement * Float.BYTES, into, at, count);
            case BFLOAT16 -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = Float.intBitsToFloat(data.getAtIndex(SHORT, firstElement + i) << Short.SIZE);
                }
            }
            case FLOAT16 -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = Float.float16ToFloat(data.getAtIndex(SHORT, firstElement + i));
                }
            }
            case UINT8, INT8, INT32, INT64, BOOL ->
                throw new SnapshotException(file, "tensor " + name + " has type " + type);
        }
    }

    public long elements() {
        return data.byteSize() / type.bytes();
    }
}
