package dev.recto.worker.onnx;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** How runs go; made once for many of them. What it says of CUDA graphs counts in sessions with {@link CudaOptions#graphs} only. */
public final class RunOptions implements AutoCloseable {
    private static final String NO_GRAPH = "-1";

    private final MemorySegment handle;
    private final boolean ofGraph;
    private boolean captures;

    private RunOptions(String graph, boolean ofGraph) {
        this.ofGraph = ofGraph;
        this.captures = ofGraph;
        handle = Api.create(out -> (MemorySegment) Api.CREATE_RUN_OPTIONS.invokeExact(out));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment key = arena.allocateFrom("gpu_graph_id");
            MemorySegment value = arena.allocateFrom(graph);
            Api.call(() -> (MemorySegment) Api.ADD_RUN_CONFIG_ENTRY.invokeExact(handle, key, value));
        }
    }

    /** For runs whose shapes, addresses or inputs in main memory change. */
    static RunOptions withoutGraph() {
        return new RunOptions(NO_GRAPH, false);
    }

    /**
     * For runs of one session, by one thread, that are all alike but for what device memory holds: the first makes the graph of
     * that number, the others launch it.
     */
    public static RunOptions ofGraph(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("graphs are numbered from 1");
        }
        return new RunOptions(Integer.toString(number), true);
    }

    boolean ofGraph() {
        return ofGraph;
    }

    /** Whether the next run makes the graph. */
    boolean captures() {
        return captures;
    }

    void captured() {
        captures = false;
    }

    /** Has the run under way end at its next operator, and those that follow at their first, until they are allowed. */
    void terminate() {
        Api.call(() -> (MemorySegment) Api.RUN_SET_TERMINATE.invokeExact(handle));
    }

    void allow() {
        Api.call(() -> (MemorySegment) Api.RUN_UNSET_TERMINATE.invokeExact(handle));
    }

    MemorySegment handle() {
        return handle;
    }

    @Override
    public void close() {
        Api.release(Api.RELEASE_RUN_OPTIONS, handle);
    }
}
