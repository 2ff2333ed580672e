package dev.recto.worker.onednn;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code y = (x · Wᵀ) · row scale · column scale} for signed bytes x [rows, in] and W [out, in], summed exactly in 32 bits. A
 * row's result does not depend on the rows beside it. Belongs to one thread at a time.
 */
final class Int8Product implements AutoCloseable {
    /** Numbers of rows whose programs are kept; pages of a few sizes need fewer. */
    private static final int PROGRAMS = 16;

    private final Engine engine;
    private final int out;
    private final int in;
    private final PackedWeights weights;
    private final MemorySegment columnScales;
    private final Map<Integer, Program> programs = new LinkedHashMap<>(PROGRAMS, 0.75f, true);

    /** @param columnScales fp32, [out]; must outlive the product, unlike the weights, which are copied */
    Int8Product(Engine engine, MemorySegment weights, MemorySegment columnScales, int out, int in) {
        this.engine = engine;
        this.out = out;
        this.in = in;
        this.columnScales = columnScales;
        this.weights = new PackedWeights(engine, weights, out, in);
    }

    int out() {
        return out;
    }

    int in() {
        return in;
    }

    void run(MemorySegment x, MemorySegment rowScales, int rows, MemorySegment y) {
        Program program = programs.get(rows);
        if (program == null) {
            program = new Program(rows);
            programs.put(rows, program);
            dropOldest();
        }
        program.run(x, rowScales, y);
    }

    private void dropOldest() {
        if (programs.size() > PROGRAMS) {
            var oldest = programs.values().iterator();
            oldest.next().close();
            oldest.remove();
        }
    }

    @Override
    public void close() {
        programs.values().forEach(Program::close);
        weights.close();
    }

    private final class Program implements AutoCloseable {
        private final MemorySegment primitive;
        private final Arguments arguments = new Arguments(engine, 5);
        private final int source;
        private final int scales;
        private final int target;

        Program(int rows) {
            try (ProductPlan plan = new ProductPlan(engine, weights.layout(), rows, out, in);
                    Layout sourceLayout = Layout.matrix(OneDnn.INT8, rows, in);
                    Layout targetLayout = Layout.matrix(OneDnn.FLOAT, rows, out);
                    Layout rowLayout = Layout.matrix(OneDnn.FLOAT, rows, 1);
                    Layout columnLayout = Layout.vector(OneDnn.FLOAT, out)) {
                primitive = plan.newPrimitive();
                arguments.add(OneDnn.WEIGHTS, weights.layout(), weights.data());
                arguments.add(OneDnn.SCALES_OF_WEIGHTS, columnLayout, columnScales);
                source = arguments.add(OneDnn.SOURCE, sourceLayout, MemorySegment.NULL);
                scales = arguments.add(OneDnn.FIRST_POST_OPERATION, rowLayout, MemorySegment.NULL);
                target = arguments.add(OneDnn.TARGET, targetLayout, MemorySegment.NULL);
            }
        }

        void run(MemorySegment x, MemorySegment rowScales, MemorySegment y) {
            arguments.move(source, x);
            arguments.move(scales, rowScales);
            arguments.move(target, y);
            engine.run(primitive, arguments);
        }

        @Override
        public void close() {
            OneDnn.destroy(OneDnn.DESTROY_PRIMITIVE, primitive);
            arguments.close();
        }
    }
}
