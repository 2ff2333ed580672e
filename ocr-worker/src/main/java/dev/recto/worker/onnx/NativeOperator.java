package dev.recto.worker.onnx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An operator as the runtime sees it: {@code OrtCustomOp}, a version and a table of functions, of which those that describe
 * optional features stay empty. Nothing thrown in Java may reach the runtime's frames: it becomes a status.
 */
final class NativeOperator {
    private static final int FUNCTIONS = 25;
    private static final int GET_NAME = 1;
    private static final int GET_PROVIDER = 2;
    private static final int GET_INPUT_TYPE = 3;
    private static final int GET_INPUT_COUNT = 4;
    private static final int GET_OUTPUT_TYPE = 5;
    private static final int GET_OUTPUT_COUNT = 6;
    private static final int DESTROY_KERNEL = 8;
    private static final int GET_INPUT_CHARACTERISTIC = 9;
    private static final int GET_OUTPUT_CHARACTERISTIC = 10;
    private static final int GET_INPUT_MEMORY = 11;
    private static final int GET_LEAST_VARIADIC_INPUTS = 12;
    private static final int ARE_VARIADIC_INPUTS_ALIKE = 13;
    private static final int CREATE_KERNEL = 16;
    private static final int COMPUTE = 17;

    private static final int REQUIRED = 0;
    private static final int VARIADIC = 2;

    private final Operator operator;
    private final Arena arena;
    private final MemorySegment struct;
    private final MemorySegment name;
    private final Map<Long, Operator.Kernel> kernels = new ConcurrentHashMap<>();
    private final AtomicLong lastKernel = new AtomicLong();

    /** Lives as long as the arena. */
    NativeOperator(Operator operator, Arena arena) {
        this.operator = operator;
        this.arena = arena;
        name = arena.allocateFrom(operator.name());
        struct = arena.allocate(ADDRESS, 1 + FUNCTIONS);
        struct.set(JAVA_INT, 0, Api.VERSION);
        function(GET_NAME, "name", ADDRESS, ADDRESS);
        function(GET_PROVIDER, "provider", ADDRESS, ADDRESS);
        function(GET_INPUT_TYPE, "inputType", JAVA_INT, ADDRESS, JAVA_LONG);
        function(GET_INPUT_COUNT, "inputCount", JAVA_LONG, ADDRESS);
        function(GET_OUTPUT_TYPE, "outputType", JAVA_INT, ADDRESS, JAVA_LONG);
        function(GET_OUTPUT_COUNT, "outputCount", JAVA_LONG, ADDRESS);
        function(DESTROY_KERNEL, "destroyKernel", null, ADDRESS);
        function(GET_INPUT_CHARACTERISTIC, "inputCharacteristic", JAVA_INT, ADDRESS, JAVA_LONG);
        function(GET_OUTPUT_CHARACTERISTIC, "required", JAVA_INT, ADDRESS, JAVA_LONG);
        function(GET_INPUT_MEMORY, "defaultMemory", JAVA_INT, ADDRESS, JAVA_LONG);
        function(GET_LEAST_VARIADIC_INPUTS, "one", JAVA_INT, ADDRESS);
        function(ARE_VARIADIC_INPUTS_ALIKE, "one", JAVA_INT, ADDRESS);
        function(CREATE_KERNEL, "createKernel", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        function(COMPUTE, "compute", ADDRESS, ADDRESS, ADDRESS);
    }

    MemorySegment struct() {
        return struct;
    }

    private void function(int index, String method, @Nullable MemoryLayout result, MemoryLayout... arguments) {
        FunctionDescriptor type =
                result == null ? FunctionDescriptor.ofVoid(arguments) : FunctionDescriptor.of(result, arguments);
        try {
            MethodType javaType = type.toMethodType();
            var handle = MethodHandles.lookup().bind(this, method, javaType);
            struct.setAtIndex(ADDRESS, 1 + index, Linker.nativeLinker().upcallStub(handle, type, arena));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    MemorySegment name(MemorySegment self) {
        return name;
    }

    /** None: the CPU. */
    MemorySegment provider(MemorySegment self) {
        return MemorySegment.NULL;
    }

    int inputType(MemorySegment self, long index) {
        return operator.inputs().get((int) index).code();
    }

    long inputCount(MemorySegment self) {
        return operator.inputs().size();
    }

    int outputType(MemorySegment self, long index) {
        return ElementType.FLOAT.code();
    }

    long outputCount(MemorySegment self) {
        return 1;
    }

    int inputCharacteristic(MemorySegment self, long index) {
        return operator.isVariadic() && index == operator.inputs().size() - 1 ? VARIADIC : REQUIRED;
    }

    int required(MemorySegment self, long index) {
        return REQUIRED;
    }

    /** Also where it means yes. */
    int one(MemorySegment self) {
        return 1;
    }

    int defaultMemory(MemorySegment self, long index) {
        return 0;
    }

    /** What the runtime keeps as the kernel's address is its number. */
    MemorySegment createKernel(MemorySegment self, MemorySegment api, MemorySegment info, MemorySegment result) {
        return status(() -> {
            long number = lastKernel.incrementAndGet();
            kernels.put(number, operator.newKernel(new KernelAttributes(info)));
            result.reinterpret(ADDRESS.byteSize()).set(ADDRESS, 0, MemorySegment.ofAddress(number));
        });
    }

    MemorySegment compute(MemorySegment kernel, MemorySegment context) {
        return status(() -> kernel(kernel).compute(new KernelCall(context, operator.inputs())));
    }

    void destroyKernel(MemorySegment kernel) {
        Operator.Kernel removed = kernels.remove(kernel.address());
        if (removed != null) {
            removed.close();
        }
    }

    private Operator.Kernel kernel(MemorySegment kernel) {
        Operator.Kernel known = kernels.get(kernel.address());
        if (known == null) {
            throw new IllegalStateException("no such kernel");
        }
        return known;
    }

    private static MemorySegment status(Runnable work) {
        try {
            work.run();
            return MemorySegment.NULL;
        } catch (RuntimeException | Error e) {
            return Api.status(e);
        }
    }
}
