package dev.recto.worker.graph;

import static dev.recto.worker.graph.Network.to;

import dev.recto.worker.graph.Network.Projection;
import java.util.List;

/** {@code down(silu(gate(x)) · up(x))} of projections to an inner width, by the names gate_proj, up_proj and down_proj. */
public record GatedMlp(Network module, int inner) {
    public Value of(Value x) {
        Projection gate = to(inner, "gate_proj");
        Projection up = to(inner, "up_proj");
        Value gated =
                module.multipliesRows() ? module.gatedRows(x, inner, gate, up) : gate(module.projections(x, gate, up));
        return module.linear(gated, "down_proj", x.width());
    }

    /** With gate_up_proj, whose first half are the gates. */
    public Value ofStacked(Value x) {
        Projection both = to(2 * inner, "gate_up_proj");
        Value gated = module.multipliesRows()
                ? module.gatedRows(x, inner, both)
                : gate(module.split(module.linear(x, both), inner, inner));
        return module.linear(gated, "down_proj", x.width());
    }

    /** With biases. */
    public Value ofBiased(Value x) {
        Value gates = module.biasedLinear(x, "gate_proj", inner);
        Value ups = module.biasedLinear(x, "up_proj", inner);
        return module.biasedLinear(gate(List.of(gates, ups)), "down_proj", x.width());
    }

    private Value gate(List<Value> gatesAndUps) {
        return module.multiply(module.silu(gatesAndUps.getFirst()), gatesAndUps.getLast());
    }
}
