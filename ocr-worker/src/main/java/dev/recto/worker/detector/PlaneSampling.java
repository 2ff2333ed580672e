package dev.recto.worker.detector;

import dev.recto.worker.graph.Attribute;
import dev.recto.worker.graph.FeatureMap;
import dev.recto.worker.graph.Graph;
import dev.recto.worker.graph.Network;
import dev.recto.worker.graph.Value;
import java.util.ArrayList;
import java.util.List;

/** Projects all cells and samples them as planes, one for each channel of a head. By operators of the runtime. */
record PlaneSampling(Network network, DetectorConfig.Decoder config, List<FeatureMap> maps) implements MapSampling {
    @Override
    public Value of(Value memory, Value places, Value weights) {
        List<Value> planes = planes(network.biasedLinear(memory, "value_proj", config.width()));
        List<Value> byMap = places(places);
        List<Value> seen = new ArrayList<>();
        for (int i = 0; i < maps.size(); i++) {
            seen.add(network.graph()
                    .node(
                            "GridSample",
                            Graph.ONNX,
                            config.points(),
                            List.of(planes.get(i), byMap.get(i)),
                            Attribute.of("mode", "linear"),
                            Attribute.of("padding_mode", "zeros"),
                            Attribute.of("align_corners", 0)));
        }
        Arithmetic arithmetic = new Arithmetic(network);
        int points = maps.size() * config.points();
        Value shares = network.reshape(
                network.transpose(weights, points, 0, 2, 1, 3), points, -1, 1, config.queries(), points);
        Value weighted = network.multiply(arithmetic.concat(-1, points, seen), shares);
        Value sums = arithmetic.reduced("ReduceSum", weighted, -1, config.queries());
        Value columns = network.reshape(sums, config.queries(), -1, config.width(), config.queries());
        return network.transpose(columns, config.width(), 0, 2, 1);
    }

    /** For each map [images · heads, queries, points, 2]. */
    private List<Value> places(Value places) {
        Value byHead = network.transpose(places, places.width(), 0, 2, 1, 3);
        int[] widths = maps.stream().mapToInt(map -> config.points() * 2).toArray();
        return network.split(byHead, widths).stream()
                .map(part -> network.reshape(part, 2, -1, config.queries(), config.points(), 2))
                .toList();
    }

    /** For each map [images · heads, width of a head, height, width]. */
    private List<Value> planes(Value projected) {
        int[] cells = maps.stream().mapToInt(FeatureMap::cells).toArray();
        int count = maps.stream().mapToInt(FeatureMap::cells).sum();
        List<Value> parts = network.split(network.transpose(projected, count, 0, 2, 1), cells);
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < maps.size(); i++) {
            FeatureMap map = maps.get(i);
            values.add(network.reshape(
                    parts.get(i), map.width(), -1, config.width() / config.heads(), map.height(), map.width()));
        }
        return values;
    }
}
