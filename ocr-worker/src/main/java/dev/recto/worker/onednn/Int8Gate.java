package dev.recto.worker.onednn;

import dev.recto.worker.onnx.ElementType;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operator {@code y = silu(x · Gᵀ) · (x · Uᵀ)}, the first half of a gated layer, with rows and matrices of 8 bits as
 * in {@link RowwiseInt8}. Inputs: x [..., in]; G over U int8 [2 · inner, in]; their scales fp32 [2 · inner]; all but x
 * constant.
 */
public final class Int8Gate extends Int8Operator {
    public static final String NAME = "Int8Gate";

    private final Room gate = newRoom();

    Int8Gate(Team team) {
        super(team);
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
        private @Nullable GatedMatrices matrices;

        /** One node at a time: all share the products and the room. */
        @Override
        public void compute(Call call) {
            synchronized (Int8Gate.this) {
                GatedMatrices packed = matrices(call);
                long[] shape = call.shape(0);
                int rows = rows(shape);
                int in = packed.gates().in();
                Int8Rows x = quantizer.quantize(call.input(0), rows, in);
                shape[shape.length - 1] = packed.inner();
                MemorySegment room = gate.floats((long) rows * packed.inner());
                products.gated(x, packed, room, call.output(shape));
            }
        }

        private GatedMatrices matrices(Call call) {
            GatedMatrices known = matrices;
            if (known == null) {
                long[] shape = call.shape(1);
                int inner = Math.toIntExact(shape[0]) / 2;
                int in = Math.toIntExact(shape[1]);
                known = GatedMatrices.pack(products, call.input(1), call.input(2), inner, in);
                matrices = known;
            }
            return known;
        }

        /** The matrices belong to the products. */
        @Override
        public void close() {}
    }
}
