package dev.recto.worker.onnx;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;

/** fp32 arrays from and to tensors of the three floating-point types in main memory. */
public final class Numbers {
    private Numbers() {}

    public static Tensor tensor(ElementType type, float[] values, long... shape) {
        if (type == ElementType.FLOAT) {
            return Tensor.of(values, shape);
        }
        Tensor tensor = Tensor.allocate(Allocator.host(), type, shape);
        MemorySegment data = tensor.data();
        for (int i = 0; i < values.length; i++) {
            short bits = type == ElementType.FLOAT16 ? Float.floatToFloat16(values[i]) : toBfloat16(values[i]);
            data.setAtIndex(JAVA_SHORT, i, bits);
        }
        return tensor;
    }

    public static float[] toFloats(Tensor tensor) {
        if (tensor.type() == ElementType.FLOAT) {
            return tensor.toFloats();
        }
        short[] bits = tensor.data().toArray(JAVA_SHORT);
        float[] values = new float[bits.length];
        for (int i = 0; i < bits.length; i++) {
            values[i] = tensor.type() == ElementType.FLOAT16
                    ? Float.float16ToFloat(bits[i])
                    : Float.intBitsToFloat(bits[i] << Short.SIZE);
        }
        return values;
    }

    /** Rounds to nearest, ties to even. */
    public static short toBfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) (bits >>> Short.SIZE | 0x40);
        }
        int roundToEven = 0x7FFF + (bits >>> Short.SIZE & 1);
        return (short) (bits + roundToEven >>> Short.SIZE);
    }
}
