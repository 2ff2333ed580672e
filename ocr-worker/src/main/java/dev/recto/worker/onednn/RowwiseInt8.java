package dev.recto.worker.onednn;

import dev.recto.worker.onnx.ElementType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operator {@code y = x · Wᵀ} of fp32 rows, each brought to 8 bits with a scale of its own, with a matrix of 8 bits and a
 * scale for each of its rows. Inputs: x [..., in], W int8 [out, in], scales fp32 [out]; W and scales are constant.
 */
public final class RowwiseInt8 extends Int8Operator {
    public static final String NAME = "RowwiseInt8";

    RowwiseInt8(Team team) {
        super(team);
    }

    /** Whether the processor computes it, and all operators of bytes, fast and exactly. */
    public static boolean isSupported() {
        return OneDnn.multipliesBytes();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<ElementType> inputs() {
        return List.of(ElementType.FLOAT, ElementType.INT8, ElementType.FLOAT);
    }

    @Override
    public Kernel newKernel(Attributes attributes) {
        return new Node();
    }

    private final class Node implements Kernel {
        private @Nullable SharedMatrix matrix;

        /** One node at a time, though a session may run on several threads: all nodes share the products and the room. */
        @Override
        public void compute(Call call) {
            synchronized (RowwiseInt8.this) {
                SharedMatrix weights = matrix(call);
                long[] shape = call.shape(0);
                Int8Rows x = quantizer.quantize(call.input(0), rows(shape), weights.in());
                shape[shape.length - 1] = weights.out();
                products.multiply(x, weights, call.output(shape));
            }
        }

        private SharedMatrix matrix(Call call) {
            SharedMatrix known = matrix;
            if (known == null) {
                long[] shape = call.shape(1);
                known = products.pack(
                        call.input(1), call.input(2), Math.toIntExact(shape[0]), Math.toIntExact(shape[1]));
                matrix = known;
            }
            return known;
        }

        /** The matrix belongs to the products. */
        @Override
        public void close() {}
    }
}
