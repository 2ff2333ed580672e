package dev.recto.worker.detector;

import dev.recto.worker.graph.FeatureMap;
import dev.recto.worker.graph.Graph;
import dev.recto.worker.graph.Network;
import dev.recto.worker.graph.Value;
import dev.recto.worker.onednn.PointSampling;
import dev.recto.worker.onnx.Operator;
import java.util.List;
import java.util.stream.LongStream;

/** Sums up cells and projects the sums, which are fewer; the order makes no difference to the result. By an operator of our own. */
record RowSampling(Network network, DetectorConfig.Decoder config, List<FeatureMap> maps) implements MapSampling {
    @Override
    public Value of(Value memory, Value places, Value weights) {
        Graph graph = network.graph();
        long[] sides = maps.stream()
                .flatMapToLong(map -> LongStream.of(map.height(), map.width()))
                .toArray();
        Value sizes = network.reshape(graph.constant(sides), 2, maps.size(), 2);
        Value sums = graph.node(
                PointSampling.NAME, Operator.DOMAIN, memory.width() + 1, List.of(memory, sizes, places, weights));
        Value seen = network.linearByHead(sums, "value_proj", config.heads(), config.width());
        return network.reshape(network.transpose(seen, seen.width(), 0, 2, 1, 3), config.width(), 0, 0, config.width());
    }
}
