package dev.recto.worker.graph;

import dev.recto.worker.onnx.ElementType;
import java.nio.ByteBuffer;

/** How a row of fp32 elements is stored in a parameter; the buffer is little endian. */
interface Encoding {
    void encode(float[] row, ByteBuffer out);

    /** Each element as a number of that type, rounded to nearest even. */
    record Cast(ElementType type) implements Encoding {
        @Override
        public void encode(float[] row, ByteBuffer out) {
            switch (type) {
                case FLOAT -> {
                    out.asFloatBuffer().put(row);
                    out.position(out.position() + row.length * Float.BYTES);
                }
                case FLOAT16 -> {
                    for (float value : row) {
                        out.putShort(Float.floatToFloat16(value));
                    }
                }
                case BFLOAT16 -> {
                    for (float value : row) {
                        out.putShort(toBfloat16(value));
                    }
                }
                case UINT8, INT8, INT32, INT64, BOOL ->
                    throw new IllegalArgumentException("weights are not stored as " + type);
            }
        }

        static short toBfloat16(float value) {
            int bits = Float.floatToRawIntBits(value);
            if (Float.isNaN(value)) {
                return (short) (bits >>> Short.SIZE | 0x40);
            }
            int roundToEven = 0x7FFF + (bits >>> Short.SIZE & 1);
            return (short) (bits + roundToEven >>> Short.SIZE);
        }
    }
}
