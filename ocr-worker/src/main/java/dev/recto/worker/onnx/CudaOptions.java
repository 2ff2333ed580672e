package dev.recto.worker.onnx;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the CUDA provider uses its device.
 *
 * @param memoryLimit bytes that the arena of each session may take; 0 for no limit
 * @param graphs makes graphs of the runs whose {@link RunOptions} name one. Such runs belong to one thread, and the session
 *     cannot be opened where a node of its model has no CUDA kernel
 * @param fallback whether such nodes may be computed on the CPU
 */
public record CudaOptions(int device, long memoryLimit, boolean graphs, boolean fallback) {
    /**
     * Flash, memory-efficient and plain attention. Left to itself the runtime prefers cuDNN's from Hopper on, which is planned
     * anew for every shape: each length of a prompt and size of a picture.
     */
    private static final int ATTENTION = 1 | 2 | 16;

    /** Left to itself the runtime adds up the squares of fused norms in the type of the activations: eight bits of bf16. */
    private static final String STRICT_NORMS = "1";

    public CudaOptions withoutGraphs() {
        return new CudaOptions(device, memoryLimit, false, fallback);
    }

    Map<String, String> entries() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("device_id", Integer.toString(device));
        entries.put("arena_extend_strategy", "kSameAsRequested");
        entries.put("cudnn_conv_algo_search", "HEURISTIC");
        entries.put("use_tf32", "0");
        entries.put("sdpa_kernel", Integer.toString(ATTENTION));
        entries.put("enable_skip_layer_norm_strict_mode", STRICT_NORMS);
        if (graphs) {
            entries.put("enable_cuda_graph", "1");
        }
        if (memoryLimit > 0) {
            entries.put("gpu_mem_limit", Long.toString(memoryLimit));
        }
        return entries;
    }
}
