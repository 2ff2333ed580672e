package dev.recto.worker.detector;

import dev.recto.worker.graph.Attribute;
import dev.recto.worker.graph.FeatureMap;
import dev.recto.worker.graph.Graph;
import dev.recto.worker.graph.Network;
import dev.recto.worker.graph.Value;
import dev.recto.worker.onnx.ElementType;
import java.util.List;

/** The best cells become queries, whose boxes are refined layer by layer; what they are and their order is read off the last. */
final class QueryDecoder {
    private static final float MASKED = -1e4f;
    private static final float BEYOND = 1e9f;

    private final Network network;
    private final Network cells;
    private final Arithmetic arithmetic;
    private final DetectorConfig.Decoder config;
    private final DetectorConfig.Encoder encoder;
    private final int labels;
    private final int prototypeCount;

    /** @param model whose format holds for what is done with each cell of the memory, and for norms; all else is exact, since every bit of a box and its score counts */
    QueryDecoder(Network model, DetectorConfig config) {
        this.network = model.exact();
        this.cells = model.in(ElementType.FLOAT);
        this.arithmetic = new Arithmetic(network);
        this.config = config.decoder();
        this.encoder = config.encoder();
        this.labels = config.labels();
        this.prototypeCount = config.masks().prototypes();
    }

    /** Cells that became queries, their first masks and boxes, and what the last layer says of them. */
    record Result(Value proposals, Value firstMasks, Value firstBoxes, Value logits, Value boxes, Value order) {}

    /**
     * @param memory cells of all maps, [images, cells, width]
     * @param maps whose sizes are those of the memory's parts
     * @param prototypes [images, channels, height, width], of that map's size
     */
    Result of(Value memory, List<FeatureMap> maps, Value prototypes, FeatureMap prototypeMap) {
        int count = maps.stream().mapToInt(FeatureMap::cells).sum();
        Value valid = network.constant(ValidCells.mask(maps), count, 1);
        Value proposed = cells.rowNorm(
                cells.biasedLinear(network.multiply(memory, valid), "enc_output.0", config.width()),
                "enc_output.1",
                encoder.normEpsilon());
        Value proposals = best(proposed, count);
        Value x = rows(proposed, proposals);
        Value masks = masks(normed(x), prototypes, prototypeMap);
        Value first = firstBoxes(masks, prototypeMap);
        Value boxes = first;
        for (int i = 0; i < config.layers(); i++) {
            x = layer("decoder.layers." + i, x, boxes, memory, maps);
            Value change = perceptron(x, "enc_bbox_head", config.width(), config.width(), 4);
            boxes = arithmetic.sigmoid(network.add(change, arithmetic.inverseSigmoid(boxes)));
        }
        Value y = normed(x);
        return new Result(proposals, masks, first, network.biasedLinear(y, "enc_score_head", labels), boxes, order(y));
    }

    private Value normed(Value x) {
        return cells.rowNorm(x, "decoder_norm", encoder.normEpsilon());
    }

    /** Numbers of the cells with the highest score of any label, the best first. */
    private Value best(Value proposed, int cells) {
        Value scores = network.biasedLinear(proposed, "enc_score_head", labels);
        Value highest = arithmetic.reduced("ReduceMax", scores, -1, cells);
        return network.graph()
                .node(
                        "TopK",
                        Graph.ONNX,
                        List.of(config.queries(), config.queries()),
                        List.of(highest, network.graph().constant(config.queries())),
                        Attribute.of("axis", -1),
                        Attribute.of("sorted", 1))
                .getLast();
    }

    private Value rows(Value x, Value numbers) {
        Value each = network.reshape(numbers, 1, 0, config.queries(), 1);
        return network.graph().node("GatherND", Graph.ONNX, x.width(), List.of(x, each), Attribute.of("batch_dims", 1));
    }

    /** [images, queries, height, width] */
    private Value masks(Value y, Value prototypes, FeatureMap prototypeMap) {
        Value shares = perceptron(y, "mask_query_head", config.width(), config.width(), prototypeCount);
        Value flat = network.reshape(prototypes, prototypeMap.cells(), 0, prototypeCount, prototypeMap.cells());
        Value sums = network.graph().node("MatMul", Graph.ONNX, prototypeMap.cells(), List.of(shares, flat));
        return network.reshape(
                sums, prototypeMap.width(), 0, config.queries(), prototypeMap.height(), prototypeMap.width());
    }

    /** Around the pixels that belong to the mask; a query without any has a box of no size at the corner. */
    private Value firstBoxes(Value masks, FeatureMap map) {
        Value columns = arithmetic.reduced("ReduceMax", masks, -2, map.width());
        Value lines = arithmetic.reduced("ReduceMax", masks, -1, map.height());
        Value right = last(columns);
        Value bottom = last(lines);
        Value left = arithmetic.of("Min", first(columns), right);
        Value top = arithmetic.of("Min", first(lines), bottom);
        float width = map.width();
        float height = map.height();
        Value[] sides = {share(left, width), share(top, height), share(right, width), share(bottom, height)};
        Value half = arithmetic.number(0.5f);
        Value box = arithmetic.concat(
                -1,
                4,
                List.of(
                        network.multiply(network.add(sides[0], sides[2]), half),
                        network.multiply(network.add(sides[1], sides[3]), half),
                        arithmetic.of("Sub", sides[2], sides[0]),
                        arithmetic.of("Sub", sides[3], sides[1])));
        return arithmetic.sigmoid(arithmetic.inverseSigmoid(box));
    }

    private Value share(Value place, float side) {
        return network.reshape(arithmetic.of("Div", place, arithmetic.number(side)), 1, 0, config.queries(), 1);
    }

    private Value first(Value highest) {
        return arithmetic.reduced("ReduceMin", placesWhere(highest, BEYOND), -1, config.queries());
    }

    /** The place behind it; 0 where there is none. */
    private Value last(Value highest) {
        Value place = arithmetic.reduced("ReduceMax", placesWhere(highest, -1), -1, config.queries());
        return network.add(place, arithmetic.number(1));
    }

    private Value placesWhere(Value highest, float elsewhere) {
        Value inside = arithmetic.of("Greater", highest, arithmetic.number(0));
        Value places = arithmetic.counted(highest.width(), highest.width());
        return arithmetic.of("Where", inside, places, arithmetic.number(elsewhere));
    }

    private Value layer(String name, Value in, Value boxes, Value memory, List<FeatureMap> maps) {
        Network layer = network.at(name);
        Network norms = cells.at(name);
        float epsilon = encoder.normEpsilon();
        Value positions = perceptron(boxes, "decoder.query_pos_head", 2 * config.width(), config.width());
        Value attended = new SelfAttention(layer.at("self_attn"), config.heads()).of(in, positions);
        Value x = norms.rowNorm(layer.add(in, attended), "self_attn_layer_norm", epsilon);
        Value seen = new DeformableAttention(layer.at("encoder_attn"), cells.multipliesRows(), config, maps)
                .of(layer.add(x, positions), boxes, memory);
        x = norms.rowNorm(layer.add(x, seen), "encoder_attn_layer_norm", epsilon);
        Value inner = layer.relu(layer.biasedLinear(x, "fc1", config.inner()));
        Value change = layer.biasedLinear(inner, "fc2", config.width());
        return norms.rowNorm(layer.add(x, change), "final_layer_norm", epsilon);
    }

    /** Layers of these widths, ReLU between them. */
    private Value perceptron(Value in, String name, int... widths) {
        Value x = in;
        for (int i = 0; i < widths.length; i++) {
            x = network.biasedLinear(x, name + ".layers." + i, widths[i]);
            x = i < widths.length - 1 ? network.relu(x) : x;
        }
        return x;
    }

    /** How sure it is that a row's query comes before a column's, above the diagonal only. */
    private Value order(Value y) {
        int queries = config.queries();
        int size = config.orderHead();
        Value x = network.biasedLinear(y, "decoder_order_head." + (config.layers() - 1), config.width());
        List<Value> both = network.split(network.biasedLinear(x, "decoder_global_pointer.dense", 2 * size), size, size);
        Value keys = network.transpose(both.get(1), queries, 0, 2, 1);
        Value scores = network.graph().node("MatMul", Graph.ONNX, queries, List.of(both.get(0), keys));
        Value scaled = arithmetic.of("Div", scores, arithmetic.number((float) Math.sqrt(size)));
        Value below = arithmetic.of(
                "GreaterOrEqual", arithmetic.counted(queries, queries, 1), arithmetic.counted(queries, 1, queries));
        return arithmetic.of("Where", below, arithmetic.number(MASKED), scaled);
    }
}
