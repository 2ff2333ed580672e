package dev.recto.worker.graph;

import java.util.Locale;

/** How a decoder keeps its keys and values, by the names that users give it. */
public enum CacheFormat {
    /** As the numbers that it computes with. */
    FULL,
    /** 8 bits with a scale for each place and head: a quarter of the memory that a step reads. On a CPU. */
    INT8;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
