package dev.recto.worker.onnx;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Operators offered to sessions, which must be closed before it. */
final class OperatorDomain implements AutoCloseable {
    // Shared: the runtime may free a session's kernels on another thread than the one that made them.
    private final Arena arena = Arena.ofShared();
    private final List<Operator> operators;
    private final MemorySegment handle;

    /** Takes over the operators, also where it fails. */
    OperatorDomain(List<Operator> operators) {
        this.operators = operators;
        try {
            MemorySegment name = arena.allocateFrom(Operator.DOMAIN);
            handle = Api.create(out -> (MemorySegment) Api.CREATE_CUSTOM_OP_DOMAIN.invokeExact(name, out));
            for (Operator operator : operators) {
                MemorySegment struct = new NativeOperator(operator, arena).struct();
                Api.call(() -> (MemorySegment) Api.CUSTOM_OP_DOMAIN_ADD.invokeExact(handle, struct));
            }
        } catch (RuntimeException | Error e) {
            operators.forEach(Operator::close);
            arena.close();
            throw e;
        }
    }

    MemorySegment handle() {
        return handle;
    }

    @Override
    public void close() {
        Api.release(Api.RELEASE_CUSTOM_OP_DOMAIN, handle);
        operators.forEach(Operator::close);
        arena.close();
    }
}
