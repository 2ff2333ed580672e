package dev.recto.worker.graph;

import static dev.recto.worker.graph.Graph.MICROSOFT;
import static dev.recto.worker.graph.Graph.ONNX;

import dev.recto.worker.onnx.ElementType;
import java.util.List;

/**
 * Gated experts of which each row uses few.
 *
 * @param gatesAndUps [experts, 2 · inner, width], rows of gate and up in turn
 * @param downs [experts, width, inner]
 */
public record Experts(Value gatesAndUps, Value downs, int perRow) {
    /**
     * What they compute in. The CUDA kernel of ONNX Runtime 1.29 takes bf16, but reads the router's logits as if they were
     * fp32. What is too large for fp16 would show in the end, as logits that are not finite.
     */
    public static ElementType type(ElementType activations) {
        return activations == ElementType.BFLOAT16 ? ElementType.FLOAT16 : activations;
    }

    /**
     * The sum of {@code down(silu(gate(x)) · up(x))} over the experts that the router weighs most, each times its share of
     * the softmax over all experts; the shares are not renormalised.
     *
     * @param x [rows, width]
     * @param router logits [rows, experts]
     */
    public Value of(Graph graph, Value x, Value router) {
        return graph.node(
                "MoE",
                MICROSOFT,
                x.width(),
                List.of(x, router, gatesAndUps, Value.NONE, downs),
                Attribute.of("k", perRow),
                Attribute.of("activation_type", "swiglu"),
                Attribute.of("swiglu_fusion", 1),
                Attribute.of("activation_alpha", 1f),
                Attribute.of("activation_beta", 0f),
                Attribute.of("normalize_routing_weights", 0));
    }

    /**
     * x, read after the result has been computed. The CPU kernel of ONNX Runtime 1.30 (not of 1.29), where it is the last
     * reader of its input, writes its result there while still reading it; so something must read the input later.
     */
    public static Value after(Graph graph, Value result, Value x) {
        Value never = graph.constant(ElementType.BOOL, new byte[] {0}, 1);
        return graph.node("Where", ONNX, x.width(), List.of(never, result, x));
    }
}
