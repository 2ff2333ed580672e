package dev.recto.tools.cli;

import dev.recto.worker.graph.CacheFormat;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.graph.Precision;
import dev.recto.worker.onnx.CudaOptions;
import dev.recto.worker.onnx.Provider;
import dev.recto.worker.onnx.ProviderException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a command loads models. */
final class ModelArguments {
    @Option(names = "--provider", defaultValue = "cpu", description = "cpu or cuda. Default: cpu")
    private Provider provider = Provider.CPU;

    @Option(names = "--cuda-device", defaultValue = "0", description = "Number of the CUDA device. Default: 0")
    private int cudaDevice;

    @Option(
            names = "--cuda-memory",
            paramLabel = "BYTES",
            defaultValue = "0",
            description = "Most memory that each network may take on the device; 0 for no limit. Default: 0")
    private long cudaMemory;

    @Option(
            names = "--cuda-graphs",
            description = "Captures decode steps as CUDA graphs, one for each number of pages and range of lengths.")
    private boolean cudaGraphs;

    @Option(names = "--threads", description = "Threads of one step. Default: ${DEFAULT-VALUE}")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--weights",
            paramLabel = "FORMAT",
            description = {
                "How matrices are kept and multiplied: fp32, int8 or int4, on CUDA bf16, fp16, int8 or int4.",
                "Default: fp32 on a CPU, bf16 on CUDA"
            })
    private @Nullable Precision weights;

    @Option(
            names = "--cache",
            paramLabel = "FORMAT",
            description = {
                "How keys and values are kept: full, or int8 on CPUs that multiply bytes.",
                "Default: int8 with int8 or int4 weights there"
            })
    private @Nullable CacheFormat cache;

    @Option(
            names = "--weight-cache",
            paramLabel = "DIR",
            description = "Where converted weights are kept. Default: the user's cache directory.")
    private @Nullable Path weightCache;

    @Option(
            names = "--vision-batch",
            paramLabel = "PAGES",
            description = "Pages that go through the vision towers together. Default: 1 on a CPU, 4 on CUDA")
    private @Nullable Integer visionBatch;

    @Option(
            names = "--draft-tokens",
            paramLabel = "TOKENS",
            defaultValue = "0",
            description = "Tokens that the draft layer guesses in each step; 0 for none. Default: 0")
    private int draftTokens;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    ModelOptions options() {
        if (visionBatch != null && visionBatch < 1) {
            throw wrong("--vision-batch must be at least 1");
        }
        if (threads < 1 || cudaDevice < 0 || cudaMemory < 0) {
            throw wrong("--threads must be at least 1, --cuda-device and --cuda-memory not negative");
        }
        ModelOptions onCpu = ModelOptions.cpu(threads);
        ModelOptions options = provider == Provider.CPU
                ? onCpu
                : onCpu.onCuda(new CudaOptions(cudaDevice, cudaMemory, cudaGraphs, true));
        try {
            options = weights == null ? options : options.withPrecision(weights);
        } catch (ProviderException e) {
            throw wrong("--weights " + weights + " is not for --provider " + provider);
        }
        try {
            options = cache == null ? options : options.withCache(cache);
        } catch (ProviderException e) {
            throw wrong("--cache: " + e.getMessage());
        }
        try {
            options = options.withDraftTokens(draftTokens);
        } catch (ProviderException | IllegalArgumentException e) {
            throw wrong("--draft-tokens: " + e.getMessage());
        }
        options = visionBatch == null ? options : options.withVisionBatch(visionBatch);
        return weightCache == null ? options : options.withWeightCache(weightCache);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
