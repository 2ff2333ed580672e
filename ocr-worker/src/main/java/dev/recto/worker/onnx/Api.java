package dev.recto.worker.onnx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * The functions of {@code OrtApi} that Recto uses. The struct is append-only, so an index is valid for every runtime that
 * grants {@link #VERSION}.
 */
final class Api {
    /** The first version that tells where nodes were placed. */
    static final int VERSION = 24;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemorySegment TABLE = table();

    private static final MethodHandle CREATE_STATUS = function(0, ADDRESS, JAVA_INT, ADDRESS);
    static final MethodHandle GET_ERROR_CODE = function(1, JAVA_INT, ADDRESS);
    static final MethodHandle GET_ERROR_MESSAGE = function(2, ADDRESS, ADDRESS);
    static final MethodHandle CREATE_ENV_WITH_LOGGER = status(4, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle CREATE_SESSION_FROM_ARRAY = status(8, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);
    static final MethodHandle CREATE_SESSION_OPTIONS = status(10, ADDRESS);
    static final MethodHandle ENABLE_PROFILING = status(14, ADDRESS, ADDRESS);
    static final MethodHandle DISABLE_MEM_PATTERN = status(17, ADDRESS);
    static final MethodHandle SET_GRAPH_OPTIMIZATION_LEVEL = status(23, ADDRESS, JAVA_INT);
    static final MethodHandle SET_INTRA_OP_NUM_THREADS = status(24, ADDRESS, JAVA_INT);
    static final MethodHandle CREATE_CUSTOM_OP_DOMAIN = status(26, ADDRESS, ADDRESS);
    static final MethodHandle CUSTOM_OP_DOMAIN_ADD = status(27, ADDRESS, ADDRESS);
    static final MethodHandle ADD_CUSTOM_OP_DOMAIN = status(28, ADDRESS, ADDRESS);
    static final MethodHandle CREATE_RUN_OPTIONS = status(39, ADDRESS);
    static final MethodHandle RUN_SET_TERMINATE = status(46, ADDRESS);
    static final MethodHandle RUN_UNSET_TERMINATE = status(47, ADDRESS);
    static final MethodHandle CREATE_TENSOR = status(48, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS);
    static final MethodHandle CREATE_TENSOR_WITH_DATA =
            status(49, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS);
    static final MethodHandle GET_TENSOR_MUTABLE_DATA = status(51, ADDRESS, ADDRESS);
    static final MethodHandle GET_TENSOR_ELEMENT_TYPE = status(60, ADDRESS, ADDRESS);
    static final MethodHandle GET_DIMENSIONS_COUNT = status(61, ADDRESS, ADDRESS);
    static final MethodHandle GET_DIMENSIONS = status(62, ADDRESS, ADDRESS, JAVA_LONG);
    static final MethodHandle GET_TENSOR_TYPE_AND_SHAPE = status(65, ADDRESS, ADDRESS);
    static final MethodHandle CREATE_MEMORY_INFO = status(68, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    static final MethodHandle ALLOCATOR_FREE = status(76, ADDRESS, ADDRESS);
    static final MethodHandle GET_DEFAULT_ALLOCATOR = status(78, ADDRESS);
    static final MethodHandle KERNEL_INFO_GET_FLOAT = status(85, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle KERNEL_INFO_GET_INT64 = status(86, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle KERNEL_CONTEXT_GET_INPUT = status(90, ADDRESS, JAVA_LONG, ADDRESS);
    static final MethodHandle KERNEL_CONTEXT_GET_OUTPUT = status(91, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS);
    static final MethodHandle RELEASE_ENV = release(92);
    static final MethodHandle RELEASE_STATUS = release(93);
    static final MethodHandle RELEASE_MEMORY_INFO = release(94);
    static final MethodHandle RELEASE_SESSION = release(95);
    static final MethodHandle RELEASE_VALUE = release(96);
    static final MethodHandle RELEASE_RUN_OPTIONS = release(97);
    static final MethodHandle RELEASE_TENSOR_TYPE_AND_SHAPE = release(99);
    static final MethodHandle RELEASE_SESSION_OPTIONS = release(100);
    static final MethodHandle RELEASE_CUSTOM_OP_DOMAIN = release(101);
    static final MethodHandle ADD_SESSION_CONFIG_ENTRY = status(130, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle CREATE_ALLOCATOR = status(131, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle RELEASE_ALLOCATOR = release(132);
    static final MethodHandle RUN_WITH_BINDING = status(133, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle CREATE_IO_BINDING = status(134, ADDRESS, ADDRESS);
    static final MethodHandle RELEASE_IO_BINDING = release(135);
    static final MethodHandle BIND_INPUT = status(136, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle BIND_OUTPUT = status(137, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle BIND_OUTPUT_TO_DEVICE = status(138, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle GET_BOUND_OUTPUT_VALUES = status(140, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle CLEAR_BOUND_INPUTS = release(141);
    static final MethodHandle CLEAR_BOUND_OUTPUTS = release(142);
    static final MethodHandle ADD_RUN_CONFIG_ENTRY = status(165, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle APPEND_CUDA = status(204, ADDRESS, ADDRESS);
    static final MethodHandle CREATE_CUDA_OPTIONS = status(205, ADDRESS);
    static final MethodHandle UPDATE_CUDA_OPTIONS = status(206, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    static final MethodHandle RELEASE_CUDA_OPTIONS = release(208);
    static final MethodHandle ADD_EXTERNAL_INITIALIZERS = status(210, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    static final MethodHandle REGISTER_PROVIDER_LIBRARY = status(301, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle COPY_TENSORS = status(386, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    static final MethodHandle GET_EP_ASSIGNMENT = status(407, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle ASSIGNED_EP_NAME = status(408, ADDRESS, ADDRESS);
    static final MethodHandle ASSIGNED_NODES = status(409, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle ASSIGNED_NODE_NAME = status(410, ADDRESS, ADDRESS);
    static final MethodHandle ASSIGNED_NODE_OPERATOR = status(412, ADDRESS, ADDRESS);

    private Api() {}

    /** A call that returns an {@code OrtStatus*}. */
    @FunctionalInterface
    interface Call {
        MemorySegment invoke() throws Throwable;
    }

    /** A call whose last argument receives the address of what it made. */
    @FunctionalInterface
    interface Creation {
        MemorySegment invoke(MemorySegment result) throws Throwable;
    }

    /** @throws OnnxException if the call failed */
    static void call(Call call) {
        try {
            check(call.invoke());
        } catch (Throwable failure) {
            throw unchecked(failure);
        }
    }

    static MemorySegment create(Creation creation) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(ADDRESS);
            check(creation.invoke(result));
            return result.get(ADDRESS, 0);
        } catch (Throwable failure) {
            throw unchecked(failure);
        }
    }

    static void release(MethodHandle function, MemorySegment object) {
        try {
            function.invokeExact(object);
        } catch (Throwable failure) {
            throw unchecked(failure);
        }
    }

    static void check(MemorySegment status) {
        if (status.address() == 0) {
            return;
        }
        try {
            int code = (int) GET_ERROR_CODE.invokeExact(status);
            MemorySegment message = (MemorySegment) GET_ERROR_MESSAGE.invokeExact(status);
            String text = message.reinterpret(Long.MAX_VALUE).getString(0);
            RELEASE_STATUS.invokeExact(status);
            throw new OnnxException(OnnxException.Code.of(code), text, null);
        } catch (Throwable failure) {
            throw unchecked(failure);
        }
    }

    /** A new {@code OrtStatus*} that says what happened in Java. */
    static MemorySegment status(Throwable failure) {
        try (Arena arena = Arena.ofConfined()) {
            int code = OnnxException.Code.RUNTIME_EXCEPTION.ordinal();
            return (MemorySegment) CREATE_STATUS.invokeExact(code, arena.allocateFrom(failure.toString()));
        } catch (Throwable unexpected) {
            throw unchecked(unexpected);
        }
    }

    static RuntimeException unchecked(Throwable failure) {
        return switch (failure) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new OnnxException(OnnxException.Code.UNKNOWN, "the call did not reach the runtime", failure);
        };
    }

    private static MethodHandle status(int index, MemoryLayout... arguments) {
        return function(index, ADDRESS, arguments);
    }

    private static MethodHandle release(int index) {
        return function(index, null, ADDRESS);
    }

    private static MethodHandle function(int index, @Nullable MemoryLayout result, MemoryLayout... arguments) {
        FunctionDescriptor type =
                result == null ? FunctionDescriptor.ofVoid(arguments) : FunctionDescriptor.of(result, arguments);
        return LINKER.downcallHandle(TABLE.getAtIndex(ADDRESS, index), type);
    }

    /** {@code OrtGetApiBase()->GetApi(VERSION)}; the library stays loaded as long as the process. */
    private static MemorySegment table() {
        try {
            Telemetry.disable();
            MemorySegment getBase = SymbolLookup.libraryLookup(NativeLibrary.locate(), Arena.global())
                    .findOrThrow("OrtGetApiBase");
            MemorySegment base = (MemorySegment) LINKER.downcallHandle(getBase, FunctionDescriptor.of(ADDRESS))
                    .invokeExact();
            MemorySegment getApi = base.reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0);
            MemorySegment table =
                    (MemorySegment) LINKER.downcallHandle(getApi, FunctionDescriptor.of(ADDRESS, JAVA_INT))
                            .invokeExact(VERSION);
            if (table.address() == 0) {
                throw new OnnxException(
                        OnnxException.Code.NOT_IMPLEMENTED, "ONNX Runtime older than 1." + VERSION, null);
            }
            return table.reinterpret(Long.MAX_VALUE);
        } catch (Throwable failure) {
            throw unchecked(failure);
        }
    }
}
