package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.recto.worker.onnx.ElementType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * The operator {@code y = Σ share · down(silu(gate(x)) · up(x))} over the experts that the router weighs most, with matrices and
 * rows of 8 bits as in {@link RowwiseInt8}. Inputs: x [rows, width]; router logits [rows, experts]; gates and ups, int8
 * [experts, 2 · inner, width], and their scales [experts, 2 · inner]; downs, int8 [experts, width, inner], and their scales
 * [experts, width]. Attribute {@code k}: experts of a row. All but x and the logits are constant.
 */
public final class Int8Experts extends Int8Operator {
    public static final String NAME = "Int8Experts";

    private final RowQuantizer innerQuantizer;
    private final Room chosenBytes = newRoom();
    private final Room chosenScales = newRoom();
    private final Room gate = newRoom();
    private final Room inner = newRoom();
    private final Room answers = newRoom();

    Int8Experts(Team team) {
        super(team);
        innerQuantizer = new RowQuantizer(team);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<ElementType> inputs() {
        return List.of(
                ElementType.FLOAT,
                ElementType.FLOAT,
                ElementType.INT8,
                ElementType.FLOAT,
                ElementType.INT8,
                ElementType.FLOAT);
    }

    @Override
    public Kernel newKernel(Attributes attributes) {
        return new Node(Math.toIntExact(attributes.whole("k")));
    }

    @Override
    public void close() {
        innerQuantizer.close();
        super.close();
    }

    private record Expert(GatedMatrices gated, SharedMatrix down) {}

    private final class Node implements Kernel {
        private final int perRow;
        private List<Expert> experts = List.of();

        Node(int perRow) {
            this.perRow = perRow;
        }

        /** One node at a time: all share the products and the room. */
        @Override
        public void compute(Call call) {
            synchronized (Int8Experts.this) {
                if (experts.isEmpty()) {
                    experts = packed(call);
                }
                int rows = Math.toIntExact(call.shape(0)[0]);
                int width = Math.toIntExact(call.shape(0)[1]);
                Int8Rows x = quantizer.quantize(call.input(0), rows, width);
                Routing routing = new Routing(call.input(1).toArray(JAVA_FLOAT), experts.size(), perRow);
                float[] sum = new float[rows * width];
                for (int i = 0; i < experts.size(); i++) {
                    if (!routing.of(i).isEmpty()) {
                        add(experts.get(i), routing.of(i), x, sum);
                    }
                }
                MemorySegment.copy(sum, 0, call.output(rows, width), JAVA_FLOAT, 0, sum.length);
            }
        }

        private void add(Expert expert, List<Routing.Share> shares, Int8Rows all, float[] sum) {
            int width = expert.down.out();
            Int8Rows x = chosen(all, shares, width);
            int rows = x.count();
            long innerSize = (long) rows * expert.down.in();
            MemorySegment activated = inner.floats(innerSize);
            products.gated(x, expert.gated, gate.floats(innerSize), activated);
            MemorySegment answer = answers.floats((long) rows * width);
            products.multiply(innerQuantizer.quantize(activated, rows, expert.down.in()), expert.down, answer);
            for (int i = 0; i < rows; i++) {
                int to = shares.get(i).row() * width;
                float weight = shares.get(i).weight();
                for (int j = 0; j < width; j++) {
                    sum[to + j] += weight * answer.getAtIndex(JAVA_FLOAT, (long) i * width + j);
                }
            }
        }

        private Int8Rows chosen(Int8Rows all, List<Routing.Share> shares, int width) {
            int rows = shares.size();
            Int8Rows chosen = new Int8Rows(chosenBytes.bytes((long) rows * width), chosenScales.floats(rows), rows);
            for (int i = 0; i < rows; i++) {
                int row = shares.get(i).row();
                MemorySegment.copy(all.bytes(), (long) row * width, chosen.bytes(), (long) i * width, width);
                chosen.scales().setAtIndex(JAVA_FLOAT, i, all.scales().getAtIndex(JAVA_FLOAT, row));
            }
            return chosen;
        }

        private List<Expert> packed(Call call) {
            int count = Math.toIntExact(call.shape(2)[0]);
            int twice = Math.toIntExact(call.shape(2)[1]);
            int width = Math.toIntExact(call.shape(2)[2]);
            List<Expert> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                GatedMatrices gated = GatedMatrices.pack(
                        products, part(call.input(2), i, count), part(call.input(3), i, count), twice / 2, width);
                SharedMatrix down =
                        products.pack(part(call.input(4), i, count), part(call.input(5), i, count), width, twice / 2);
                all.add(new Expert(gated, down));
            }
            return all;
        }

        private static MemorySegment part(MemorySegment whole, int index, int count) {
            long size = whole.byteSize() / count;
            return whole.asSlice(index * size, size);
        }

        /** The matrices belong to the products. */
        @Override
        public void close() {}
    }
}
