package dev.recto.worker.graph;

import dev.recto.worker.onednn.Int8CacheAttention;
import dev.recto.worker.onednn.Operators;
import dev.recto.worker.onnx.CudaOptions;
import dev.recto.worker.onnx.Operator;
import dev.recto.worker.onnx.ProviderException;
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
 * @param weightCache where converted weights are kept
 * @param visionBatch pages that go through the vision towers together
 * @param cache that of the precision where null
 * @param cuda computes on the CPU where null
 * @param draftTokens tokens that a draft layer guesses ahead in each step; 0 for none
 * @param topTokens tokens with the largest logits that drawing one looks at first, before all; 0 for none
 */
public record ModelOptions(
        int threads,
        Precision precision,
        WeightCache weightCache,
        int visionBatch,
        @Nullable CacheFormat cache,
        @Nullable CudaOptions cuda,
        int draftTokens,
        int topTokens) {
    /** Each costs a run of the draft layer, and a guess behind a wrong one is for nothing. */
    public static final int MOST_DRAFT_TOKENS = 15;

    private static final int TOP_TOKENS = 64;

    private static final int CUDA_VISION_BATCH = 4;

    /** @throws ProviderException if the processor has no such arithmetic */
    public ModelOptions {
        precision.requireOn(cuda != null);
        if (cache == CacheFormat.INT8 && (cuda != null || !Int8CacheAttention.isSupported())) {
            throw new ProviderException("a cache of int8 is for CPUs that multiply bytes");
        }
        if (visionBatch < 1) {
            throw new IllegalArgumentException("a vision batch has at least one page");
        }
        if (draftTokens < 0 || draftTokens > MOST_DRAFT_TOKENS) {
            throw new IllegalArgumentException(
                    "from 0 to " + MOST_DRAFT_TOKENS + " tokens are drafted, not " + draftTokens);
        }
        if (topTokens < 0) {
            throw new IllegalArgumentException("fewer than no tokens are looked at: " + topTokens);
        }
        if (draftTokens > 0 && cuda != null) {
            throw new ProviderException("drafts are for CPUs");
        }
    }

    /** fp32 on the CPU, weights in the user's cache directory. One page is enough to keep all cores busy. */
    public static ModelOptions cpu(int threads) {
        WeightCache files = new WeightCache(UserCache.directory().resolve("weights"), WeightCache.DEFAULT_BYTES);
        return new ModelOptions(threads, Precision.FP32, files, 1, null, null, 0, TOP_TOKENS);
    }

    public ModelOptions withWeightCache(Path directory) {
        return withWeightCache(new WeightCache(directory, weightCache.mostBytes()));
    }

    public ModelOptions withWeightCacheSize(long mostBytes) {
        return withWeightCache(new WeightCache(weightCache.directory(), mostBytes));
    }

    private ModelOptions withWeightCache(WeightCache files) {
        return new ModelOptions(threads, precision, files, visionBatch, cache, cuda, draftTokens, topTokens);
    }

    public ModelOptions withPrecision(Precision other) {
        return new ModelOptions(threads, other, weightCache, visionBatch, cache, cuda, draftTokens, topTokens);
    }

    public ModelOptions withVisionBatch(int pages) {
        return new ModelOptions(threads, precision, weightCache, pages, cache, cuda, draftTokens, topTokens);
    }

    public ModelOptions withCache(CacheFormat other) {
        return new ModelOptions(threads, precision, weightCache, visionBatch, other, cuda, draftTokens, topTokens);
    }

    public ModelOptions withDraftTokens(int tokens) {
        return new ModelOptions(threads, precision, weightCache, visionBatch, cache, cuda, tokens, topTokens);
    }

    public ModelOptions withTopTokens(int tokens) {
        return new ModelOptions(threads, precision, weightCache, visionBatch, cache, cuda, draftTokens, tokens);
    }

    /** On a CUDA device, in bf16, several pages in a run of the vision towers. */
    public ModelOptions onCuda(CudaOptions options) {
        return new ModelOptions(
                threads, Precision.BF16, weightCache, CUDA_VISION_BATCH, cache, options, draftTokens, topTokens);
    }

    public NumberFormat format() {
        NumberFormat format = precision.format(cuda != null);
        return cache == null ? format : format.withCache(cache);
    }

    /** Whether the graphs have operators in Java. */
    private boolean hasOperators() {
        return format().visionMatrices() == MatrixFormat.INT8_ROWS || format().cache() == CacheFormat.INT8;
    }

    private List<Operator> operators() {
        return hasOperators() ? Operators.of(threads) : List.of();
    }

    /** Of the vision towers, which run with changing shapes. */
    public SessionOptions visionSession() {
        return session(operators(), withoutGraphs());
    }

    /** Of the token embedding, which multiplies nothing. */
    public SessionOptions embeddingSession() {
        return session(List.of(), withoutGraphs());
    }

    /** Of what moves or compares numbers only, which several threads have no use for. */
    public SessionOptions smallSession() {
        return new SessionOptions(1, false, SessionOptions.Optimization.ALL, Map.of(), List.of(), withoutGraphs());
    }

    /** Of the decoder, whose steps are alike. */
    public SessionOptions decoderSession() {
        return session(operators(), cuda);
    }

    private @Nullable CudaOptions withoutGraphs() {
        return cuda == null ? null : cuda.withoutGraphs();
    }

    private SessionOptions session(List<Operator> operators, @Nullable CudaOptions sessionCuda) {
        Map<String, String> entries = Map.of(
                "session.model_external_initializers_file_folder_path",
                weightCache.directory().toAbsolutePath().toString());
        // Operators in Java bring threads of their own, which spinning ones of the runtime would keep off the cores.
        boolean spinning = !hasOperators();
        return new SessionOptions(threads, spinning, SessionOptions.Optimization.ALL, entries, operators, sessionCuda);
    }
}
