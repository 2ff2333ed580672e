package dev.recto.worker.detector;

import dev.recto.worker.graph.Attribute;
import dev.recto.worker.graph.FeatureMap;
import dev.recto.worker.graph.Graph;
import dev.recto.worker.graph.Network;
import dev.recto.worker.graph.Value;
import java.util.ArrayList;
import java.util.List;

/** Each head of a query looks at a few points of every map, around the query's box, at places and with weights of its own. */
final class DeformableAttention {
    private final Network network;
    private final Network memoryNetwork;
    private final Arithmetic arithmetic;
    private final DetectorConfig.Decoder config;
    private final List<FeatureMap> maps;

    /**
     * @param memoryNetwork the same in the format of what is looked at
     * @param maps whose sizes are those of the memory's parts
     */
    DeformableAttention(Network network, Network memoryNetwork, DetectorConfig.Decoder config, List<FeatureMap> maps) {
        this.network = network;
        this.memoryNetwork = memoryNetwork;
        this.arithmetic = new Arithmetic(network);
        this.config = config;
        this.maps = maps;
    }

    /**
     * @param queries with their positions, [images, queries, width]
     * @param boxes centre and size in 0..1, [images, queries, 4]
     * @param memory cells of all maps, [images, cells, width]
     */
    Value of(Value queries, Value boxes, Value memory) {
        List<Value> places = places(queries, boxes);
        List<Value> values = values(memory);
        List<Value> seen = new ArrayList<>();
        for (int i = 0; i < maps.size(); i++) {
            seen.add(network.graph()
                    .node(
                            "GridSample",
                            Graph.ONNX,
                            config.points(),
                            List.of(values.get(i), places.get(i)),
                            Attribute.of("mode", "linear"),
                            Attribute.of("padding_mode", "zeros"),
                            Attribute.of("align_corners", 0)));
        }
        Value weighted = network.multiply(arithmetic.concat(-1, points(), seen), weights(queries));
        Value sums = arithmetic.reduced("ReduceSum", weighted, -1, config.queries());
        Value columns = network.reshape(sums, config.queries(), -1, config.width(), config.queries());
        return network.biasedLinear(network.transpose(columns, config.width(), 0, 2, 1), "output_proj", config.width());
    }

    private int points() {
        return maps.size() * config.points();
    }

    /** For each map, in −1..1 over it: [images · heads, queries, points, 2]. */
    private List<Value> places(Value queries, Value boxes) {
        int heads = config.heads();
        Value offsets = network.biasedLinear(queries, "sampling_offsets", heads * points() * 2);
        List<Value> box = network.split(boxes, 2, 2);
        Value centres = arithmetic.of("Sub", network.multiply(box.get(0), arithmetic.number(2)), arithmetic.number(1));
        Value reach = network.multiply(box.get(1), arithmetic.number(1f / config.points()));
        Value shifts = network.multiply(
                network.reshape(offsets, 2, 0, 0, (long) heads * points(), 2), network.reshape(reach, 2, 0, 0, 1, 2));
        Value places = network.add(network.reshape(centres, 2, 0, 0, 1, 2), shifts);
        Value byHead = network.transpose(
                network.reshape(places, points() * 2, 0, 0, heads, points() * 2L), points() * 2, 0, 2, 1, 3);
        int[] widths = maps.stream().mapToInt(map -> config.points() * 2).toArray();
        return network.split(byHead, widths).stream()
                .map(part -> network.reshape(part, 2, -1, config.queries(), config.points(), 2))
                .toList();
    }

    /** For each map [images · heads, width of a head, height, width]. */
    private List<Value> values(Value memory) {
        Value projected = memoryNetwork.biasedLinear(memory, "value_proj", config.width());
        int cells = maps.stream().mapToInt(FeatureMap::cells).sum();
        Value byChannel = network.transpose(projected, cells, 0, 2, 1);
        List<Value> parts = network.split(
                byChannel, maps.stream().mapToInt(FeatureMap::cells).toArray());
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < maps.size(); i++) {
            FeatureMap map = maps.get(i);
            values.add(network.reshape(
                    parts.get(i), map.width(), -1, config.width() / config.heads(), map.height(), map.width()));
        }
        return values;
    }

    /** Of a head's points on all maps, [images · heads, 1, queries, points]. */
    private Value weights(Value queries) {
        Value scores = network.biasedLinear(queries, "attention_weights", config.heads() * points());
        Value weights = arithmetic.softmax(network.reshape(scores, points(), 0, 0, config.heads(), points()));
        return network.reshape(
                network.transpose(weights, points(), 0, 2, 1, 3), points(), -1, 1, config.queries(), points());
    }
}
