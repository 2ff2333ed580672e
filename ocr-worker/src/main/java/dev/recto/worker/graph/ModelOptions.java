package dev.recto.worker.graph;

import dev.recto.worker.onnx.CudaOptions;
import dev.recto.worker.onnx.SessionOptions;
import dev.recto.worker.onnx.UserCache;
import java.nio.file.Path;
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
        NumberFormat format,
        Path weightCache,
        @Nullable CudaOptions cuda) {
    /** fp32 on the CPU, weights in the user's cache directory. */
    public static ModelOptions cpu(int threads) {
        return new ModelOptions(
                threads, NumberFormat.FP32, UserCache.directory().resolve("weights"), null);
    }

    public ModelOptions withWeightCache(Path directory) {
        return new ModelOptions(threads, format, directory, cuda);
    }

    public ModelOptions withWeights(WeightFormat weights) {
        return new ModelOptions(threads, new NumberFormat(format.activations(), weights), weightCache, cuda);
    }

    SessionOptions session() {
        Map<String, String> entries = Map.of(
                "session.model_external_initializers_file_folder_path",
                weightCache.toAbsolutePath().toString(),
                // Processors without VNNI otherwise add products of bytes in 16 bits, which overflow.
                "session.x64quantprecision",
                "1");
        return new SessionOptions(threads, true, SessionOptions.Optimization.ALL, entries, cuda);
    }
}
