package dev.recto.worker.graph;

import dev.recto.worker.onnx.ElementType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A constant of a graph: what the session is given, and the rows of the snapshot from which it is made. */
public record Parameter(String name, ElementType type, long[] shape, Rows rows, Encoding encoding) {
    public static Parameter cast(String name, ElementType type, Rows rows, long... shape) {
        return new Parameter(name, type, shape, rows, new Encoding.Cast(type));
    }

    long bytes() {
        return type.sizeOf(shape);
    }

    /** The stored bytes where they can be used as they lie; null where they must be converted or rearranged. */
    @Nullable
    MemorySegment stored() {
        return rows instanceof Rows.Stored source && source.tensor().type() == type && encoding instanceof Encoding.Cast
                ? source.tensor().data()
                : null;
    }

    boolean isSameAs(Parameter other) {
        return name.equals(other.name) && type == other.type && Arrays.equals(shape, other.shape);
    }
}
