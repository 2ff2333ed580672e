package dev.recto.worker.model.deepseek;

import static dev.recto.worker.graph.Graph.ONNX;

import dev.recto.worker.graph.Attribute;
import dev.recto.worker.graph.Graph;
import dev.recto.worker.graph.Network;
import dev.recto.worker.graph.Parameter;
import dev.recto.worker.graph.PositionTables;
import dev.recto.worker.graph.Rows;
import dev.recto.worker.graph.Value;
import dev.recto.worker.onnx.ElementType;
import java.util.List;

/**
 * SAM's image encoder for squares of any number of cells, with attention in windows in all but a few layers, and two
 * convolutions that halve the map. The position tables are inputs because they depend on the number of cells.
 *
 * <p>Attention adds biases by relative position, which are products of the query with learned vectors: q·Rh[y − y'] for
 * the key's row and q·Rw[x − x'] for its column. Queries are therefore extended by these products for every row and column,
 * and keys by ones for their own: the same sum, without a bias matrix of cells × cells.
 */
final class SamEncoder {
    private static final float EPSILON = 1e-6f;

    private final DeepSeekConfig.Sam config;
    private final Network network;
    private final SamTables tables;
    private final Graph graph;

    SamEncoder(DeepSeekConfig.Sam config, Network network, SamTables tables) {
        this.config = config;
        this.network = network;
        this.tables = tables;
        this.graph = network.graph();
    }

    /** The map after the last convolution, [images, out channels, side/4, side/4]. */
    Value build() {
        tables.requirePositions();
        int width = config.width();
        int patch = config.patchSize();
        Value patches =
                input(SamTables.PATCHES, "images", "cells", Integer.toString(SamTables.CHANNELS * patch * patch));
        Value positions = input(SamTables.POSITIONS, "1", "side", "side", Integer.toString(width));
        Value indicators = input(SamTables.INDICATORS, "1", "cells", "1", "extended");
        Value side = dimension(positions, 1);

        Value x = network.reshapedLinear(
                patches, "patch_embed.proj.weight", width, width, SamTables.CHANNELS, patch, patch);
        x = network.add(x, network.vector("patch_embed.proj.bias", width));
        x = network.reshape(x, width, network.dimensions(constant(-1), side, side, constant(width)));
        x = network.add(x, positions);
        for (int i = 0; i < config.layers(); i++) {
            Network block = network.at("blocks." + i);
            Value normed = block.layerNorm(x, "norm1", EPSILON);
            Value attended = config.isGlobal(i)
                    ? globalAttention(block.at("attn"), i, normed, indicators, side)
                    : windowAttention(block.at("attn"), normed, side);
            x = block.add(x, attended);
            x = block.add(x, mlp(block.at("mlp"), block.layerNorm(x, "norm2", EPSILON)));
        }
        return neck(x);
    }

    private Value globalAttention(Network attention, int layer, Value x, Value indicators, Value side) {
        String head = Integer.toString(config.headSize());
        tables.requireRelative(layer);
        Value relativeRows = input(SamTables.RELATIVE_ROWS + layer, "side", head, "side");
        Value relativeColumns = input(SamTables.RELATIVE_COLUMNS + layer, "side", head, "side");
        Value cells = network.reshape(x, x.width(), 0, -1, x.width());
        Value attended = attention(attention, cells, side, relativeRows, relativeColumns, indicators);
        return network.reshape(attended, x.width(), network.dimensions(constant(-1), side, side, constant(x.width())));
    }

    /** The map is padded with zeros to whole windows; what the padding attends to and is attended by is as in the original. */
    private Value windowAttention(Network attention, Value x, Value side) {
        int window = config.window();
        int width = x.width();
        Value perSide = graph.node("Div", ONNX, 0, List.of(network.add(side, constant(window - 1)), constant(window)));
        Value padded = network.multiply(perSide, constant(window));
        Value padding = graph.node("Sub", ONNX, 0, List.of(padded, side));
        Value none = constant(0);
        Value whole = pad(x, width, network.dimensions(none, none, none, none, none, padding, padding, none));
        Value grid = network.reshape(
                whole,
                width,
                network.dimensions(
                        constant(-1), perSide, constant(window), perSide, constant(window), constant(width)));
        Value windows = network.reshape(
                network.transpose(grid, width, 0, 1, 3, 2, 4, 5), width, -1, (long) window * window, width);

        int head = config.headSize();
        Value attended = attention(
                attention,
                windows,
                constant(window),
                windowRelative(attention, "rel_pos_h"),
                windowRelative(attention, "rel_pos_w"),
                attention.parameter(
                        attention.qualified("indicators"),
                        Rows.of(PositionTables.cellIndicators(window, head), head + 2 * window),
                        1,
                        (long) window * window,
                        1,
                        head + 2L * window));

        Value back = network.reshape(
                attended,
                width,
                network.dimensions(
                        constant(-1), perSide, perSide, constant(window), constant(window), constant(width)));
        Value map = network.reshape(
                network.transpose(back, width, 0, 1, 3, 2, 4, 5),
                width,
                network.dimensions(constant(-1), padded, padded, constant(width)));
        Value end = network.dimensions(side, side);
        return graph.node("Slice", ONNX, width, List.of(map, graph.constant(0, 0), end, graph.constant(1, 2)));
    }

    private Value windowRelative(Network attention, String name) {
        int window = config.window();
        float[] table = Network.floats(attention.stored(name, 2L * window - 1, config.headSize()));
        return attention.parameter(
                attention.qualified(name) + ".window",
                Rows.of(PositionTables.relative(table, window, config.headSize()), window),
                window,
                config.headSize(),
                window);
    }

    /** Attention within each of a batch of squares [squares, side², width]. */
    private Value attention(
            Network attention, Value x, Value side, Value relativeRows, Value relativeColumns, Value indicators) {
        int width = x.width();
        int heads = config.heads();
        int head = config.headSize();
        List<Value> qkv = network.split(attention.biasedLinear(x, "qkv", 3 * width), width, width, width);
        Value batch = constant(-1);

        Value byRow =
                network.reshape(qkv.get(0), head, network.dimensions(batch, side, times(side, heads), constant(head)));
        Value rowBiases = network.reshape(
                matrixProduct(byRow, relativeRows), 0, network.dimensions(batch, side, side, constant(heads), side));

        Value cells = network.reshape(
                qkv.get(0), head, network.dimensions(batch, side, side, constant(heads), constant(head)));
        Value byColumn = network.reshape(
                network.transpose(cells, head, 0, 2, 1, 3, 4),
                head,
                network.dimensions(batch, side, times(side, heads), constant(head)));
        Value columnBiases = network.transpose(
                network.reshape(
                        matrixProduct(byColumn, relativeColumns),
                        0,
                        network.dimensions(batch, side, side, constant(heads), side)),
                0,
                0,
                2,
                1,
                3,
                4);

        Value scale = network.cast(
                network.constant(new float[] {(float) (1 / Math.sqrt(head))}, 1), ElementType.FLOAT, network.type());
        Value extendedQueries = graph.node(
                "Concat",
                ONNX,
                0,
                List.of(network.multiply(cells, scale), rowBiases, columnBiases),
                Attribute.of("axis", -1));
        Value area = network.multiply(side, side);
        Value extendedWidth = times(network.add(network.add(side, side), constant(head)), heads);
        Value queries = network.reshape(extendedQueries, 0, network.dimensions(batch, area, extendedWidth));

        Value keyHeads = network.reshape(qkv.get(1), head, 0, 0, heads, head);
        Value none = constant(0);
        Value padding = network.dimensions(none, none, none, none, none, none, none, network.add(side, side));
        Value extendedKeys = network.add(pad(keyHeads, 0, padding), indicators);
        Value keys = network.reshape(extendedKeys, 0, network.dimensions(batch, area, extendedWidth));
        Value attended = network.attention(queries, keys, qkv.get(2), heads, 1);
        return attention.biasedLinear(attended, "proj", width);
    }

    private Value mlp(Network mlp, Value x) {
        Value inner = mlp.gelu(mlp.biasedLinear(x, "lin1", 4 * x.width()));
        return mlp.biasedLinear(inner, "lin2", x.width());
    }

    private Value neck(Value x) {
        int channels = config.neckChannels();
        int first = config.downsampleChannels().getFirst();
        Value y = network.reshapedLinear(x, "neck.0.weight", channels, channels, x.width(), 1, 1);
        y = channelsFirst(network.layerNorm(y, "neck.1", EPSILON));
        y = convolution(y, "neck.2", channels, channels, 1);
        y = channelsFirst(network.layerNorm(channelsLast(y, channels), "neck.3", EPSILON));
        y = convolution(y, "net_2", channels, first, 2);
        return convolution(y, "net_3", first, config.outChannels(), 2);
    }

    private Value convolution(Value x, String name, int in, int out, int stride) {
        int size = 3;
        Rows rows = Rows.of(network.stored(name + ".weight", out, in, size, size));
        ElementType type = withoutBfloat16();
        Parameter weight = Parameter.cast(network.qualified(name) + ".weight", type, rows, out, in, size, size);
        Value y = graph.node(
                "Conv",
                ONNX,
                0,
                List.of(network.cast(x, network.type(), type), graph.parameter(weight, size)),
                Attribute.of("pads", List.of(1L, 1L, 1L, 1L)),
                Attribute.of("strides", List.of((long) stride, (long) stride)));
        return network.cast(y, type, network.type());
    }

    /** Adds zeros. */
    private Value pad(Value x, int width, Value padding) {
        ElementType type = withoutBfloat16();
        Value padded = graph.node("Pad", ONNX, width, List.of(network.cast(x, network.type(), type), padding));
        return network.cast(padded, type, network.type());
    }

    /** For operators that CUDA has in fp32 and fp16 only. */
    private ElementType withoutBfloat16() {
        return network.type() == ElementType.BFLOAT16 ? ElementType.FLOAT : network.type();
    }

    private Value channelsFirst(Value x) {
        return network.transpose(x, 0, 0, 3, 1, 2);
    }

    private Value channelsLast(Value x, int channels) {
        return network.transpose(x, channels, 0, 2, 3, 1);
    }

    private Value matrixProduct(Value a, Value b) {
        return graph.node("MatMul", ONNX, 0, List.of(a, b));
    }

    private Value times(Value dimension, int factor) {
        return network.multiply(dimension, constant(factor));
    }

    private Value dimension(Value x, int axis) {
        return graph.node("Shape", ONNX, 0, List.of(x), Attribute.of("start", axis), Attribute.of("end", axis + 1));
    }

    private Value constant(long value) {
        return graph.constant(value);
    }

    private Value input(String name, String... shape) {
        return network.cast(graph.input(name, ElementType.FLOAT, shape), ElementType.FLOAT, network.type());
    }
}
