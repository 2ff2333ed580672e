package dev.recto.worker.onnx;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a session runs its graph.
 *
 * @param threads threads of one run, the calling one included
 * @param spinning whether idle threads of a run wait actively for the next operator; faster where operators are small. They
 *     rest between runs either way
 * @param optimization how far the graph is rewritten at load
 * @param entries further {@code session.*} entries of the runtime
 * @param operators those of {@link Operator#DOMAIN} that the graph may use
 * @param cuda runs on the CPU where null
 */
public record SessionOptions(
        int threads,
        boolean spinning,
        Optimization optimization,
        Map<String, String> entries,
        List<Operator> operators,
        @Nullable CudaOptions cuda) {
    /** {@code GraphOptimizationLevel}. */
    public enum Optimization {
        NONE(0),
        BASIC(1),
        EXTENDED(2),
        ALL(99);

        final int level;

        Optimization(int level) {
            this.level = level;
        }
    }

    public SessionOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1");
        }
        entries = Map.copyOf(entries);
        operators = List.copyOf(operators);
    }

    public static SessionOptions cpu(int threads) {
        return new SessionOptions(threads, true, Optimization.ALL, Map.of(), List.of(), null);
    }

    Device device() {
        return cuda == null ? Device.HOST : new Device.Cuda(cuda.device());
    }
}
