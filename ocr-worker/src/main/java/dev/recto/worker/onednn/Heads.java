package dev.recto.worker.onednn;

import java.lang.foreign.MemorySegment;

/** Queries, keys, values and answers of all heads, fp32 [batch, places, heads · size]. */
record Heads(MemorySegment q, MemorySegment k, MemorySegment v, MemorySegment answers, AttentionShape shape) {
    MemorySegment queries(int batch, int head, int place) {
        return from(q, batch, place, shape.width(), head * shape.size());
    }

    MemorySegment keys(int batch, int head) {
        return from(k, batch, 0, shape.width(), head * shape.size());
    }

    MemorySegment values(int batch, int head) {
        return from(v, batch, 0, shape.valueWidth(), head * shape.valueSize());
    }

    MemorySegment answers(int batch, int head, int place) {
        return from(answers, batch, place, shape.valueWidth(), head * shape.valueSize());
    }

    private MemorySegment from(MemorySegment all, int batch, int place, int width, int column) {
        return all.asSlice((((long) batch * shape.places() + place) * width + column) * Float.BYTES);
    }
}
