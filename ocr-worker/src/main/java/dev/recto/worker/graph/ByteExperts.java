package dev.recto.worker.graph;

import dev.recto.worker.onednn.Int8Experts;
import java.util.List;

/** Experts as {@link Int8Experts} takes them: bytes with a scale for each row. */
public record ByteExperts(Value gatesAndUps, Value gateAndUpScales, Value downs, Value downScales) {
    public Value of(Graph graph, Value x, Value router, int perRow) {
        return graph.node(
                Int8Experts.NAME,
                Int8Experts.DOMAIN,
                x.width(),
                List.of(x, router, gatesAndUps, gateAndUpScales, downs, downScales),
                Attribute.of("k", perRow));
    }
}
