package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.net.URL;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;

/** The functions of oneDNN 3 that Recto uses, as {@code dnnl.h} declares them. */
final class OneDnn {
    static final int CPU = 1;
    static final int IN_ORDER = 1;
    static final int BFLOAT16 = 2;
    static final int FLOAT = 3;
    static final int INT8 = 5;
    static final int UINT8 = 6;
    static final int ANY_LAYOUT = 1;
    static final int DIRECT_CONVOLUTION = 1;
    static final int INFERENCE = 96;
    static final int SOFTMAX = 0x30000;
    static final int LINEAR = 38;
    static final int SWISH = 44;
    static final int RELU = 0x20;
    static final int BINARY_MULTIPLY = 0x1fff1;
    static final int MAXIMUM = 0x1ff;
    static final int QUERY_IMPLEMENTATION = 8;
    static final int QUERY_WEIGHTS = 131;
    static final int SOURCE = 1;
    static final int TARGET = 17;
    static final int WEIGHTS = 33;
    static final int BIASES = 41;
    static final int FACTORS = 51;
    static final int SHIFTS = 52;
    static final int WITH_FACTORS_AND_SHIFTS = 6;
    static final int SCALES_OF_SOURCE = 4096 | SOURCE;
    static final int SCALES_OF_WEIGHTS = 4096 | WEIGHTS;
    static final int MOST_DIMENSIONS = 12;

    // Of dnnl_get_effective_cpu_isa on x86: the bits of instruction sets, which include those of the sets they extend.
    private static final int AVX2_WITH_BYTES = 0xf;
    private static final int AVX512_WITH_BYTES = 0x67;
    private static final int AVX512_WITH_BFLOAT16 = 0xe7;

    private static final Linker LINKER = Linker.nativeLinker();

    static {
        // Before oneDNN, which needs it; where the process has one of that name already, oneDNN takes that one.
        library("libgomp.so.1", "libomp.dylib");
    }

    static final SymbolLookup LIBRARY =
            library("libdnnl.so.3", "libdnnl.3.dylib").orElseThrow();

    static final MethodHandle CREATE_ENGINE = status("dnnl_engine_create", ADDRESS, JAVA_INT, JAVA_LONG);
    static final MethodHandle CREATE_STREAM = status("dnnl_stream_create", ADDRESS, ADDRESS, JAVA_INT);
    static final MethodHandle WAIT = status("dnnl_stream_wait", ADDRESS);
    static final MethodHandle CREATE_STRIDED_DESCRIPTOR =
            status("dnnl_memory_desc_create_with_strides", ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
    static final MethodHandle CREATE_TAGGED_DESCRIPTOR =
            status("dnnl_memory_desc_create_with_tag", ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    static final MethodHandle CREATE_PART_DESCRIPTOR =
            status("dnnl_memory_desc_create_submemory", ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle CLONE_DESCRIPTOR = status("dnnl_memory_desc_clone", ADDRESS, ADDRESS);
    static final MethodHandle EQUAL_DESCRIPTORS = function("dnnl_memory_desc_equal", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle SIZE_OF_DESCRIBED = function("dnnl_memory_desc_get_size", JAVA_LONG, ADDRESS);
    static final MethodHandle CREATE_ATTRIBUTES = status("dnnl_primitive_attr_create", ADDRESS);
    static final MethodHandle SET_SCALES = status("dnnl_primitive_attr_set_scales_mask", ADDRESS, JAVA_INT, JAVA_INT);
    static final MethodHandle CREATE_POST_OPERATIONS = status("dnnl_post_ops_create", ADDRESS);
    static final MethodHandle APPEND_BINARY = status("dnnl_post_ops_append_binary", ADDRESS, JAVA_INT, ADDRESS);
    static final MethodHandle APPEND_ELEMENTWISE =
            status("dnnl_post_ops_append_eltwise", ADDRESS, JAVA_INT, JAVA_FLOAT, JAVA_FLOAT);
    static final MethodHandle SET_POST_OPERATIONS = status("dnnl_primitive_attr_set_post_ops", ADDRESS, ADDRESS);
    static final MethodHandle DESCRIBE_PRODUCT =
            status("dnnl_matmul_primitive_desc_create", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle DESCRIBE_CONVOLUTION = status(
            "dnnl_convolution_forward_primitive_desc_create",
            ADDRESS,
            ADDRESS,
            JAVA_INT,
            JAVA_INT,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS);
    static final MethodHandle DESCRIBE_POOLING = status(
            "dnnl_pooling_forward_primitive_desc_create",
            ADDRESS,
            ADDRESS,
            JAVA_INT,
            JAVA_INT,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS);
    static final MethodHandle DESCRIBE_REORDER =
            status("dnnl_reorder_primitive_desc_create", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle DESCRIBE_SOFTMAX = status(
            "dnnl_softmax_forward_primitive_desc_create",
            ADDRESS,
            ADDRESS,
            JAVA_INT,
            JAVA_INT,
            ADDRESS,
            ADDRESS,
            JAVA_INT,
            ADDRESS);
    static final MethodHandle DESCRIBE_LAYER_NORM = status(
            "dnnl_layer_normalization_forward_primitive_desc_create",
            ADDRESS,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            JAVA_FLOAT,
            JAVA_INT,
            ADDRESS);
    static final MethodHandle QUERY_DESCRIPTOR =
            function("dnnl_primitive_desc_query_md", ADDRESS, ADDRESS, JAVA_INT, JAVA_INT);
    static final MethodHandle QUERY_DESCRIPTION =
            status("dnnl_primitive_desc_query", ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    static final MethodHandle CREATE_PRIMITIVE = status("dnnl_primitive_create", ADDRESS, ADDRESS);
    static final MethodHandle CREATE_MEMORY = status("dnnl_memory_create", ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle SET_DATA = status("dnnl_memory_set_data_handle", ADDRESS, ADDRESS);
    static final MethodHandle EXECUTE = status("dnnl_primitive_execute", ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
    static final MethodHandle DESTROY_STREAM = status("dnnl_stream_destroy", ADDRESS);
    static final MethodHandle DESTROY_ENGINE = status("dnnl_engine_destroy", ADDRESS);
    static final MethodHandle DESTROY_DESCRIPTOR = status("dnnl_memory_desc_destroy", ADDRESS);
    static final MethodHandle DESTROY_ATTRIBUTES = status("dnnl_primitive_attr_destroy", ADDRESS);
    static final MethodHandle DESTROY_POST_OPERATIONS = status("dnnl_post_ops_destroy", ADDRESS);
    static final MethodHandle DESTROY_PRIMITIVE_DESCRIPTION = status("dnnl_primitive_desc_destroy", ADDRESS);
    static final MethodHandle DESTROY_PRIMITIVE = status("dnnl_primitive_destroy", ADDRESS);
    static final MethodHandle DESTROY_MEMORY = status("dnnl_memory_destroy", ADDRESS);

    private static final MethodHandle INSTRUCTION_SET = function("dnnl_get_effective_cpu_isa", JAVA_INT);
    private static final Optional<MethodHandle> SET_THREADS = LIBRARY.find("omp_set_num_threads")
            .map(address -> LINKER.downcallHandle(address, FunctionDescriptor.ofVoid(JAVA_INT)));

    private OneDnn() {}

    @FunctionalInterface
    interface Call {
        int invoke() throws Throwable;
    }

    /** A call whose first argument receives the address of what it made. */
    @FunctionalInterface
    interface Creation {
        int invoke(MemorySegment result) throws Throwable;
    }

    static void call(Call call) {
        try {
            int status = call.invoke();
            if (status != 0) {
                throw new IllegalStateException("oneDNN status " + status);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable failure) {
            throw new IllegalStateException("the call did not reach oneDNN", failure);
        }
    }

    /** Makes something for one thread: what oneDNN prepares for several must not run on fewer. */
    static MemorySegment create(Creation creation) {
        useOneThread();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(ADDRESS);
            call(() -> creation.invoke(result));
            return result.get(ADDRESS, 0);
        }
    }

    static void destroy(MethodHandle function, MemorySegment object) {
        call(() -> (int) function.invokeExact(object));
    }

    /** The calling thread's work stays on it from now on. */
    static void useOneThread() {
        int one = 1;
        SET_THREADS.ifPresent(set -> call(() -> {
            set.invokeExact(one);
            return 0;
        }));
    }

    /** The role of the tensor that a product's post-operation of that number reads. */
    static int readBy(int postOperation) {
        return 32768 * (postOperation + 1) | 2;
    }

    /** Whether the processor multiplies bf16 by itself; where not, fp32 is faster. */
    static boolean multipliesBfloat16() {
        return has(AVX512_WITH_BFLOAT16);
    }

    /** Whether the processor sums products of bytes in 32 bits; others do in 16, where they saturate and are wrong. */
    static boolean multipliesBytes() {
        return has(AVX512_WITH_BYTES) || has(AVX2_WITH_BYTES);
    }

    private static boolean has(int instructions) {
        int[] found = new int[1];
        call(() -> {
            found[0] = (int) INSTRUCTION_SET.invokeExact();
            return 0;
        });
        return Loader.getPlatform().endsWith("x86_64") && (found[0] & instructions) == instructions;
    }

    private static MethodHandle status(String name, MemoryLayout... arguments) {
        return function(name, JAVA_INT, arguments);
    }

    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(LIBRARY.findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    /** One of the artifact's libraries, under the name that it has on this platform. */
    private static Optional<SymbolLookup> library(String... names) {
        for (String name : names) {
            URL resource = Loader.class.getResource("/org/bytedeco/dnnl/" + Loader.getPlatform() + "/" + name);
            if (resource != null) {
                try {
                    return Optional.of(SymbolLookup.libraryLookup(
                            Loader.cacheResource(resource).toPath(), Arena.global()));
                } catch (IOException e) {
                    throw new UncheckedIOException("oneDNN cannot be unpacked", e);
                }
            }
        }
        return Optional.empty();
    }
}
