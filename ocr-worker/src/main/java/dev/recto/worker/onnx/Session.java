package dev.recto.worker.onnx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A graph ready to run. Thread-safe; closed after its bindings and the tensors it allocated. */
public final class Session implements AutoCloseable {
    private final Environment environment;
    private final MemorySegment handle;
    private final RunOptions withoutGraph = RunOptions.withoutGraph();
    private final Device device;
    private final boolean graphs;
    private final OperatorDomain operators;

    private Session(
            Environment environment, MemorySegment handle, Device device, boolean graphs, OperatorDomain operators) {
        this.environment = environment;
        this.handle = handle;
        this.device = device;
        this.graphs = graphs;
        this.operators = operators;
    }

    /**
     * Opens a serialised ONNX model.
     *
     * @param weights values of the initializers which the model declares as external, by name: views of memory,
     *     which the session refers to and which must outlive it
     */
    public static Session open(
            Environment environment, byte[] model, Map<String, Tensor> weights, SessionOptions options) {
        OperatorDomain operators = new OperatorDomain(options.operators());
        long stamp = DeviceCalls.enter(options.device());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment native_ = newOptions(arena, options, weights);
            try {
                Api.call(() -> (MemorySegment) Api.ADD_CUSTOM_OP_DOMAIN.invokeExact(native_, operators.handle()));
                MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, model);
                MemorySegment session = Api.create(out -> (MemorySegment) Api.CREATE_SESSION_FROM_ARRAY.invokeExact(
                        environment.handle(), bytes, (long) model.length, native_, out));
                CudaOptions cuda = options.cuda();
                boolean graphs = cuda != null && cuda.graphs();
                return new Session(environment, session, options.device(), graphs, operators);
            } finally {
                Api.release(Api.RELEASE_SESSION_OPTIONS, native_);
            }
        } catch (RuntimeException | Error e) {
            operators.close();
            throw e;
        } finally {
            DeviceCalls.leave(stamp);
        }
    }

    private static MemorySegment newOptions(Arena arena, SessionOptions options, Map<String, Tensor> weights) {
        MemorySegment handle = Api.create(out -> (MemorySegment) Api.CREATE_SESSION_OPTIONS.invokeExact(out));
        try {
            set(arena, handle, options, weights);
            return handle;
        } catch (RuntimeException | Error e) {
            Api.release(Api.RELEASE_SESSION_OPTIONS, handle);
            throw e;
        }
    }

    private static void set(Arena arena, MemorySegment handle, SessionOptions options, Map<String, Tensor> weights) {
        int threads = options.threads();
        int level = options.optimization().level;
        Api.call(() -> (MemorySegment) Api.SET_INTRA_OP_NUM_THREADS.invokeExact(handle, threads));
        Api.call(() -> (MemorySegment) Api.SET_GRAPH_OPTIMIZATION_LEVEL.invokeExact(handle, level));
        // Shapes change from run to run, so a memory plan made for one set of shapes would only hold memory.
        Api.call(() -> (MemorySegment) Api.DISABLE_MEM_PATTERN.invokeExact(handle));
        entry(arena, handle, "session.intra_op.allow_spinning", options.spinning() ? "1" : "0");
        entry(arena, handle, "session.force_spinning_stop", "1");
        options.entries().forEach((key, value) -> entry(arena, handle, key, value));
        Profiles.next().ifPresent(prefix -> {
            MemorySegment nativePrefix = arena.allocateFrom(prefix);
            Api.call(() -> (MemorySegment) Api.ENABLE_PROFILING.invokeExact(handle, nativePrefix));
        });
        addWeights(arena, handle, weights);
        CudaOptions cuda = options.cuda();
        if (cuda != null) {
            appendCuda(arena, handle, cuda);
        }
    }

    private static void entry(Arena arena, MemorySegment options, String key, String value) {
        MemorySegment nativeKey = arena.allocateFrom(key);
        MemorySegment nativeValue = arena.allocateFrom(value);
        Api.call(() -> (MemorySegment) Api.ADD_SESSION_CONFIG_ENTRY.invokeExact(options, nativeKey, nativeValue));
    }

    private static void addWeights(Arena arena, MemorySegment options, Map<String, Tensor> weights) {
        if (weights.isEmpty()) {
            return;
        }
        MemorySegment names = strings(arena, weights.keySet());
        MemorySegment values = arena.allocate(ADDRESS, weights.size());
        int index = 0;
        for (Tensor tensor : weights.values()) {
            values.setAtIndex(ADDRESS, index++, tensor.handle());
        }
        long count = weights.size();
        Api.call(() -> (MemorySegment) Api.ADD_EXTERNAL_INITIALIZERS.invokeExact(options, names, values, count));
    }

    private static void appendCuda(Arena arena, MemorySegment options, CudaOptions cuda) {
        MemorySegment provider = cudaProvider();
        try {
            Map<String, String> entries = cuda.entries();
            MemorySegment keys = strings(arena, entries.keySet());
            MemorySegment values = strings(arena, entries.values());
            long count = entries.size();
            entry(arena, options, Placement.RECORD, "1");
            Api.call(() -> (MemorySegment) Api.UPDATE_CUDA_OPTIONS.invokeExact(provider, keys, values, count));
            Api.call(() -> (MemorySegment) Api.APPEND_CUDA.invokeExact(options, provider));
        } catch (OnnxException e) {
            throw withoutCuda(e);
        } finally {
            Api.release(Api.RELEASE_CUDA_OPTIONS, provider);
        }
    }

    private static MemorySegment cudaProvider() {
        try {
            return Api.create(out -> (MemorySegment) Api.CREATE_CUDA_OPTIONS.invokeExact(out));
        } catch (OnnxException e) {
            throw withoutCuda(e);
        }
    }

    private static ProviderException withoutCuda(OnnxException failure) {
        return new ProviderException(
                "CUDA can't be had; it takes a build with -Pcuda, CUDA's libraries with cuDNN, and a device", failure);
    }

    private static MemorySegment strings(Arena arena, Collection<String> values) {
        MemorySegment pointers = arena.allocate(ADDRESS, values.size());
        int index = 0;
        for (String value : values) {
            pointers.setAtIndex(ADDRESS, index++, arena.allocateFrom(value));
        }
        return pointers;
    }

    /** Where this session's graph runs, and its large tensors ought to lie. */
    public Device device() {
        return device;
    }

    public Binding newBinding() {
        return new Binding(this);
    }

    /** An allocator of this session's memory on the device. */
    public Allocator newAllocator() {
        return Allocator.of(this, device);
    }

    /** Where the runtime placed the graph's nodes; known of sessions on CUDA. */
    public List<PlacedNode> placement() {
        return Placement.of(handle);
    }

    void run(Binding binding) {
        run(binding, withoutGraph, new Stop());
    }

    /** Runs the graph on what is bound; returns when all outputs are written. */
    void run(Binding binding, RunOptions options, Stop stop) {
        boolean withGraph = graphs && options.ofGraph();
        long stamp = withGraph && options.captures() ? DeviceCalls.enterAlone() : DeviceCalls.enter(device);
        try {
            if (withGraph) {
                stop.throwIfRequested();
            } else {
                stop.begin(options);
            }
            Api.check((MemorySegment) Api.RUN_WITH_BINDING.invokeExact(handle, options.handle(), binding.handle()));
            options.captured();
        } catch (OnnxException failure) {
            stop.throwIfRequested();
            throw failure;
        } catch (Throwable failure) {
            throw Api.unchecked(failure);
        } finally {
            stop.end();
            DeviceCalls.leave(stamp);
        }
    }

    Environment environment() {
        return environment;
    }

    MemorySegment handle() {
        return handle;
    }

    @Override
    public void close() {
        withoutGraph.close();
        long stamp = DeviceCalls.enter(device);
        try {
            Api.release(Api.RELEASE_SESSION, handle);
        } finally {
            DeviceCalls.leave(stamp);
        }
        operators.close();
    }
}
