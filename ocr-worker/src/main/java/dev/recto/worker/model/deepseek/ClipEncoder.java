package dev.recto.worker.model.deepseek;

import static dev.recto.worker.graph.Graph.ONNX;

import dev.recto.worker.graph.Attribute;
import dev.recto.worker.graph.Graph;
import dev.recto.worker.graph.Network;
import dev.recto.worker.graph.Value;
import dev.recto.worker.onnx.ElementType;
import java.util.List;

/** CLIP's vision transformer, whose patches are the cells of another encoder's map. The position table is an input. */
final class ClipEncoder {
    private static final float EPSILON = 1e-5f;

    private final DeepSeekConfig.Clip config;
    private final Network network;
    private final ClipTable table;
    private final Graph graph;

    ClipEncoder(DeepSeekConfig.Clip config, Network network, ClipTable table) {
        this.config = config;
        this.network = network;
        this.table = table;
        this.graph = network.graph();
    }

    /** Features [images, cells, width] of cells [images, cells, width]; the class token takes part and is left out. */
    Value build(Value cells) {
        table.require();
        int width = config.width();
        Value positions = network.cast(
                graph.input(ClipTable.POSITIONS, ElementType.FLOAT, "1", "places", Integer.toString(width)),
                ElementType.FLOAT,
                network.type());
        Value images = graph.node("Shape", ONNX, 0, List.of(cells), Attribute.of("start", 0), Attribute.of("end", 1));
        Value classToken = graph.node(
                "Expand",
                ONNX,
                width,
                List.of(
                        network.vector("embeddings.class_embedding", width),
                        network.dimensions(images, graph.constant(1), graph.constant(width))));
        Value x = graph.node("Concat", ONNX, width, List.of(classToken, cells), Attribute.of("axis", 1));
        x = network.layerNorm(network.add(x, positions), "pre_layrnorm", EPSILON);
        for (int i = 0; i < config.layers(); i++) {
            x = layer(network.at("transformer.layers." + i), x);
        }
        Value toTheEnd = graph.constant(Long.MAX_VALUE);
        return graph.node("Slice", ONNX, width, List.of(x, graph.constant(1), toTheEnd, graph.constant(1)));
    }

    private Value layer(Network layer, Value x) {
        int width = x.width();
        Network attention = layer.at("self_attn");
        Value normed = layer.layerNorm(x, "layer_norm1", EPSILON);
        List<Value> qkv = layer.split(attention.biasedLinear(normed, "qkv_proj", 3 * width), width, width, width);
        Value attended = layer.attention(
                qkv.get(0), qkv.get(1), qkv.get(2), config.heads(), (float) (1 / Math.sqrt(config.headSize())));
        Value h = layer.add(x, attention.biasedLinear(attended, "out_proj", width));
        Network mlp = layer.at("mlp");
        Value inner = mlp.quickGelu(mlp.biasedLinear(layer.layerNorm(h, "layer_norm2", EPSILON), "fc1", 4 * width));
        return layer.add(h, mlp.biasedLinear(inner, "fc2", width));
    }
}
