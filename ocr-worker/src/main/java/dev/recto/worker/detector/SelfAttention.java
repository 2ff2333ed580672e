package dev.recto.worker.detector;

import dev.recto.worker.graph.Network;
import dev.recto.worker.graph.Value;

/** Attention among all rows, where positions tell queries and keys apart but not the values. */
record SelfAttention(Network network, int heads) {
    Value of(Value x, Value positions) {
        int width = x.width();
        Value placed = network.add(x, positions);
        Value queries = network.biasedLinear(placed, "q_proj", width);
        Value keys = network.biasedLinear(placed, "k_proj", width);
        Value values = network.biasedLinear(x, "v_proj", width);
        float scale = (float) (1 / Math.sqrt((double) width / heads));
        return network.biasedLinear(network.attention(queries, keys, values, heads, scale), "out_proj", width);
    }
}
