package dev.recto.worker.model.deepseek;

import static dev.recto.worker.graph.Graph.ONNX;

import dev.recto.worker.graph.Attribute;
import dev.recto.worker.graph.Graph;
import dev.recto.worker.graph.Network;
import dev.recto.worker.graph.PositionTables;
import dev.recto.worker.graph.Value;
import dev.recto.worker.graph.VisionInputs;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Tensor;
import dev.recto.worker.snapshot.StoredTensor;
import java.util.List;

/** CLIP's vision transformer, whose patches are the cells of another encoder's map. The position table is an input. */
final class ClipEncoder {
    private static final String POSITIONS = "clip_positions";
    private static final float EPSILON = 1e-5f;

    private final DeepSeekConfig.Clip config;
    private final Network network;
    private final Graph graph;

    ClipEncoder(DeepSeekConfig.Clip config, Network network) {
        this.config = config;
        this.network = network;
        this.graph = network.graph();
    }

    /** Features [images, cells, width] of cells [images, cells, width]; the class token takes part and is left out. */
    Value build(Value cells) {
        positionTable();
        int width = config.width();
        Value positions = network.cast(
                graph.input(POSITIONS, ElementType.FLOAT, "1", "places", Integer.toString(width)),
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

    /** Value of this encoder's input for images of side·side cells. */
    void inputs(VisionInputs inputs, int side) {
        int width = config.width();
        int tableCells = config.tableSide() * config.tableSide();
        float[] table = Network.floats(network.stored("embeddings.position_embedding.weight", tableCells + 1L, width));
        float[] cells = new float[tableCells * width];
        System.arraycopy(table, width, cells, 0, cells.length);
        float[] resized = PositionTables.resizeSquare(cells, config.tableSide(), side, width);
        float[] positions = new float[width + resized.length];
        System.arraycopy(table, 0, positions, 0, width);
        System.arraycopy(resized, 0, positions, width, resized.length);
        inputs.with(POSITIONS, Tensor.of(positions, 1, (long) side * side + 1, width));
    }

    private StoredTensor positionTable() {
        long places = 1L + config.tableSide() * config.tableSide();
        return network.stored("embeddings.position_embedding.weight", places, config.width());
    }
}
