package dev.recto.worker.onnx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/** Reads which of a session's nodes went to which provider; nothing unless the session was opened with {@link #RECORD}. */
final class Placement {
    static final String RECORD = "session.record_ep_graph_assignment_info";

    private Placement() {}

    static List<PlacedNode> of(MemorySegment session) {
        List<PlacedNode> nodes = new ArrayList<>();
        for (MemorySegment part : list(Api.GET_EP_ASSIGNMENT, session)) {
            String provider = text(Api.ASSIGNED_EP_NAME, part);
            for (MemorySegment node : list(Api.ASSIGNED_NODES, part)) {
                nodes.add(new PlacedNode(
                        provider, text(Api.ASSIGNED_NODE_NAME, node), text(Api.ASSIGNED_NODE_OPERATOR, node)));
            }
        }
        return nodes;
    }

    /** What the call gives stays the session's. */
    private static List<MemorySegment> list(MethodHandle call, MemorySegment of) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(JAVA_LONG);
            MemorySegment array = Api.create(out -> (MemorySegment) call.invokeExact(of, out, count));
            long size = count.get(JAVA_LONG, 0);
            List<MemorySegment> elements = new ArrayList<>();
            for (long i = 0; i < size; i++) {
                elements.add(array.reinterpret(size * ADDRESS.byteSize()).getAtIndex(ADDRESS, i));
            }
            return elements;
        }
    }

    private static String text(MethodHandle call, MemorySegment of) {
        return Api.create(out -> (MemorySegment) call.invokeExact(of, out))
                .reinterpret(Long.MAX_VALUE)
                .getString(0);
    }
}
