package dev.recto.worker.detector;

import dev.recto.worker.graph.Value;

/** What the heads of queries see at points of all maps. */
interface MapSampling {
    /**
     * @param memory cells of all maps, [images, cells, width]
     * @param places from −1 to 1 across and down a map, [images, queries, heads, maps · points · 2]
     * @param weights [images, queries, heads, maps · points]
     * @return the weighted sum of the cells' values, [images, queries, width]
     */
    Value of(Value memory, Value places, Value weights);
}
