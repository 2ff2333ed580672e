package dev.recto.worker.graph;

import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Numbers;
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
                        out.putShort(Numbers.toBfloat16(value));
                    }
                }
                case UINT8, INT8, INT32, INT64, BOOL ->
                    throw new IllegalArgumentException("weights are not stored as " + type);
            }
        }
    }
}
