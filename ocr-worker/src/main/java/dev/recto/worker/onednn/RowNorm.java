package dev.recto.worker.onednn;

import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Operator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Layer norm of hundreds of rows or more, for which the runtime takes ten times as long. Inputs: x fp32 [..., width], factors and shifts fp32 [width];
 * attribute {@code epsilon}.
 */
public final class RowNorm implements Operator {
    public static final String NAME = "RowNorm";

    /** That one thread takes at a time. */
    private static final int ROWS = 512;

    private final Team team;
    private final List<Norms> workers = new ArrayList<>();

    RowNorm(Team team) {
        this.team = team;
        for (int i = 0; i < team.threads(); i++) {
            workers.add(new Norms());
        }
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
        return new Node(attributes.real("epsilon"));
    }

    @Override
    public void close() {
        workers.forEach(Norms::close);
        team.close();
    }

    private record Size(int rows, int width, float epsilon) {}

    /** Of one thread. A network has few widths. */
    private static final class Norms implements AutoCloseable {
        private final Engine engine = new Engine();
        private final Map<Size, Primitive> primitives = new HashMap<>();

        Primitive of(Size size) {
            return primitives.computeIfAbsent(size, absent -> {
                try (Layout matrix = Layout.matrix(OneDnn.FLOAT, size.rows(), size.width());
                        Layout columns = Layout.vector(OneDnn.FLOAT, size.width())) {
                    return Primitive.layerNorm(engine, matrix, columns, size.epsilon());
                }
            });
        }

        @Override
        public void close() {
            primitives.values().forEach(Primitive::close);
            engine.close();
        }
    }

    private final class Node implements Kernel {
        private final float epsilon;

        Node(float epsilon) {
            this.epsilon = epsilon;
        }

        /** One node at a time: all share the workers. */
        @Override
        public void compute(Call call) {
            synchronized (RowNorm.this) {
                long[] shape = call.shape(0);
                int width = Math.toIntExact(shape[shape.length - 1]);
                int rows = Int8Operator.rows(shape);
                var x = call.input(0);
                var factors = call.input(1);
                var shifts = call.input(2);
                var y = call.output(shape);
                team.share(Math.ceilDiv(rows, ROWS), (worker, part) -> {
                    int from = part * ROWS;
                    Size size = new Size(Math.min(ROWS, rows - from), width, epsilon);
                    long start = (long) from * width * Float.BYTES;
                    workers.get(worker).of(size).run(factors, shifts, x.asSlice(start), y.asSlice(start));
                });
            }
        }

        /** It has nothing of its own. */
        @Override
        public void close() {}
    }
}
