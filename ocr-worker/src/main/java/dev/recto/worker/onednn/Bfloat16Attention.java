package dev.recto.worker.onednn;

import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Operator;
import java.util.ArrayList;
import java.util.List;

/**
 * The operator {@code softmax(scale · q·kᵀ)·v} for each head, with products of bf16 that are summed in fp32, and a softmax in
 * fp32. Inputs q, k [batch, places, heads · size] and v [batch, places, heads · value size]; attributes {@code num_heads} and
 * {@code scale}.
 */
public final class Bfloat16Attention implements Operator {
    public static final String NAME = "Bfloat16Attention";

    private final Team team;
    private final List<HeadAttention> workers = new ArrayList<>();

    Bfloat16Attention(Team team) {
        this.team = team;
        for (int i = 0; i < team.threads(); i++) {
            workers.add(new HeadAttention());
        }
    }

    /** Whether the processor multiplies bf16 by itself; where not, fp32 is faster. */
    public static boolean isFast() {
        return OneDnn.multipliesBfloat16();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<ElementType> inputs() {
        return List.of(ElementType.FLOAT, ElementType.FLOAT, ElementType.FLOAT);
    }

    @Override
    public Kernel newKernel(Attributes attributes) {
        return new Node(Math.toIntExact(attributes.whole("num_heads")), attributes.real("scale"));
    }

    @Override
    public void close() {
        workers.forEach(HeadAttention::close);
        team.close();
    }

    private final class Node implements Kernel {
        private final int heads;
        private final float scale;

        Node(int heads, float scale) {
            this.heads = heads;
            this.scale = scale;
        }

        /** One node at a time: all share the workers. */
        @Override
        public void compute(Call call) {
            synchronized (Bfloat16Attention.this) {
                long[] shape = call.shape(0);
                int batch = Math.toIntExact(shape[0]);
                int places = Math.toIntExact(shape[1]);
                int size = Math.toIntExact(shape[2]) / heads;
                int valueWidth = Math.toIntExact(call.shape(2)[2]);
                AttentionShape work = new AttentionShape(places, heads, size, valueWidth / heads, scale);
                Heads of = new Heads(
                        call.input(0), call.input(1), call.input(2), call.output(batch, places, valueWidth), work);
                team.share(batch * heads, (worker, part) -> workers.get(worker).attend(of, part / heads, part % heads));
            }
        }

        /** It has nothing of its own. */
        @Override
        public void close() {}
    }
}
