package dev.recto.worker.onednn;

import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Operator;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The largest of each cell of a map and those at its right, below it and below at its right, as far as there are any. Input: x fp32
 * [images, height, width, channels].
 */
public final class MaximumPool implements Operator {
    public static final String NAME = "MaximumPool";

    private static final int SIDE = 2;

    /** Of a strip, for each thread to have a few. */
    private static final int ROWS = 32;

    private final Team team;
    private final List<Pools> workers = new ArrayList<>();

    MaximumPool(Team team) {
        this.team = team;
        for (int i = 0; i < team.threads(); i++) {
            workers.add(new Pools());
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<ElementType> inputs() {
        return List.of(ElementType.FLOAT);
    }

    @Override
    public Kernel newKernel(Attributes attributes) {
        return new Node();
    }

    @Override
    public void close() {
        workers.forEach(Pools::close);
        team.close();
    }

    /** @param last whether there is no row below */
    private record Size(int rows, int width, int channels, boolean last) {}

    /** Of one thread. A session's maps have few sizes. */
    private static final class Pools implements AutoCloseable {
        private final Engine engine = new Engine();
        private final Map<Size, Primitive> primitives = new HashMap<>();

        void run(Size size, MemorySegment x, MemorySegment y) {
            primitives.computeIfAbsent(size, this::primitive).run(x, y);
        }

        private Primitive primitive(Size size) {
            int below = size.last() ? SIDE - 1 : 0;
            int rows = size.rows() + SIDE - 1 - below;
            try (Layout from = Layout.map(OneDnn.FLOAT, size.channels(), rows, size.width());
                    Layout to = Layout.map(OneDnn.FLOAT, size.channels(), size.rows(), size.width())) {
                return Primitive.maximum(engine, from, to, SIDE, below);
            }
        }

        @Override
        public void close() {
            primitives.values().forEach(Primitive::close);
            engine.close();
        }
    }

    private final class Node implements Kernel {
        /** One node at a time: all share the workers. */
        @Override
        public void compute(Call call) {
            synchronized (MaximumPool.this) {
                long[] shape = call.shape(0);
                int height = Math.toIntExact(shape[1]);
                int width = Math.toIntExact(shape[2]);
                int channels = Math.toIntExact(shape[3]);
                long row = (long) width * channels * Float.BYTES;
                MemorySegment x = call.input(0);
                MemorySegment y = call.output(shape);
                int strips = Math.ceilDiv(height, ROWS);
                team.share(Math.toIntExact(shape[0]) * strips, (worker, part) -> {
                    int from = part % strips * ROWS;
                    int rows = Math.min(ROWS, height - from);
                    long start = ((long) part / strips * height + from) * row;
                    Size size = new Size(rows, width, channels, from + rows == height);
                    workers.get(worker).run(size, x.asSlice(start), y.asSlice(start));
                });
            }
        }

        /** It has nothing of its own. */
        @Override
        public void close() {}
    }
}
