package dev.recto.worker.onednn;

import java.lang.foreign.MemorySegment;

/** {@code dnnl_primitive_desc}, and what can be asked of it. */
record PrimitiveDescription(MemorySegment handle) implements AutoCloseable {
    private static final long LONGEST_NAME = 256;

    /** The order in which it wants the weights; valid as long as the description. */
    Layout weights() {
        MemorySegment[] found = new MemorySegment[1];
        OneDnn.call(() -> {
            found[0] = (MemorySegment) OneDnn.QUERY_DESCRIPTOR.invokeExact(handle, OneDnn.QUERY_WEIGHTS, 0);
            return 0;
        });
        return new Layout(found[0], false);
    }

    /** The name of the kernel that oneDNN has chosen; {@code ref…} where it has none that is fast. */
    String implementation() {
        return OneDnn.create(
                        out -> (int) OneDnn.QUERY_DESCRIPTION.invokeExact(handle, OneDnn.QUERY_IMPLEMENTATION, 0, out))
                .reinterpret(LONGEST_NAME)
                .getString(0);
    }

    @Override
    public void close() {
        OneDnn.destroy(OneDnn.DESTROY_PRIMITIVE_DESCRIPTION, handle);
    }
}
