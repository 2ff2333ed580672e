package dev.recto.worker.detector;

import dev.recto.worker.graph.FeatureMap;
import dev.recto.worker.graph.Network;
import dev.recto.worker.graph.Value;
import java.util.List;

/** Each head of a query looks at a few points of every map, around the query's box, at places and with weights of its own. */
final class DeformableAttention {
    private final Network network;
    private final Arithmetic arithmetic;
    private final DetectorConfig.Decoder config;
    private final int points;
    private final MapSampling sampling;

    /**
     * @param inBytes whether operators of our own are at hand
     * @param maps whose sizes are those of the memory's parts
     */
    DeformableAttention(Network network, boolean inBytes, DetectorConfig.Decoder config, List<FeatureMap> maps) {
        this.network = network;
        this.arithmetic = new Arithmetic(network);
        this.config = config;
        this.points = maps.size() * config.points();
        this.sampling = inBytes ? new RowSampling(network, config, maps) : new PlaneSampling(network, config, maps);
    }

    /**
     * @param queries with their positions, [images, queries, width]
     * @param boxes centre and size in 0..1, [images, queries, 4]
     * @param memory cells of all maps, [images, cells, width]
     */
    Value of(Value queries, Value boxes, Value memory) {
        Value seen = sampling.of(memory, places(queries, boxes), weights(queries));
        return network.biasedLinear(seen, "output_proj", config.width());
    }

    /** In −1..1 over each map: [images, queries, heads, maps · points · 2]. */
    private Value places(Value queries, Value boxes) {
        int heads = config.heads();
        Value offsets = network.biasedLinear(queries, "sampling_offsets", heads * points * 2);
        List<Value> box = network.split(boxes, 2, 2);
        Value centres = arithmetic.of("Sub", network.multiply(box.get(0), arithmetic.number(2)), arithmetic.number(1));
        Value reach = network.multiply(box.get(1), arithmetic.number(1f / config.points()));
        Value shifts = network.multiply(
                network.reshape(offsets, 2, 0, 0, (long) heads * points, 2), network.reshape(reach, 2, 0, 0, 1, 2));
        Value places = network.add(network.reshape(centres, 2, 0, 0, 1, 2), shifts);
        return network.reshape(places, points * 2, 0, 0, heads, points * 2L);
    }

    /** Of a head's points on all maps, [images, queries, heads, points]. */
    private Value weights(Value queries) {
        Value scores = network.biasedLinear(queries, "attention_weights", config.heads() * points);
        return arithmetic.softmax(network.reshape(scores, points, 0, 0, config.heads(), points));
    }
}
