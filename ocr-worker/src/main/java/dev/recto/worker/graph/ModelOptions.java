package dev.recto.worker.graph;

import dev.recto.worker.onednn.Int8Experts;
import dev.recto.worker.onednn.RowwiseInt8;
import dev.recto.worker.onnx.CudaOptions;
import dev.recto.worker.onnx.Operator;
import dev.recto.worker.onnx.SessionOptions;
import dev.recto.worker.onnx.UserCache;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a snapshot is loaded.
 *
 * @param threads of one run of a graph
 * @param weightCache directory for converted weights
 * @param cuda computes on the CPU where null
 */
public record ModelOptions(
        int threads,
        Precision precision,
        Path weightCache,
        @Nullable CudaOptions cuda) {
    /** @throws IllegalArgumentException if the processor has no such arithmetic */
    public ModelOptions {
        precision.requireOn(cuda != null);
    }

    /** fp32 on the CPU, weights in the user's cache directory. */
    public static ModelOptions cpu(int threads) {
        return new ModelOptions(threads, Precision.FP32, UserCache.directory().resolve("weights"), null);
    }

    public ModelOptions withWeightCache(Path directory) {
        return new ModelOptions(threads, precision, directory, cuda);
    }

    public ModelOptions withPrecision(Precision other) {
        return new ModelOptions(threads, other, weightCache, cuda);
    }

    /** On a CUDA device, in bf16. */
    public ModelOptions onCuda(CudaOptions options) {
        return new ModelOptions(threads, Precision.BF16, weightCache, options);
    }

    NumberFormat format() {
        return precision.format(cuda != null);
    }

    private List<Operator> operators() {
        return format().visionMatrices() == MatrixFormat.INT8_ROWS
                ? List.of(new RowwiseInt8(threads), new Int8Experts(threads))
                : List.of();
    }

    SessionOptions session() {
        Map<String, String> entries = Map.of(
                "session.model_external_initializers_file_folder_path",
                weightCache.toAbsolutePath().toString());
        List<Operator> operators = operators();
        // Operators in Java bring threads of their own, which spinning ones of the runtime would keep off the cores.
        boolean spinning = operators.isEmpty();
        return new SessionOptions(threads, spinning, SessionOptions.Optimization.ALL, entries, operators, cuda);
    }
}
