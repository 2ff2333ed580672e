package dev.recto.worker.graph;

import static dev.recto.worker.graph.Graph.MICROSOFT;
import static dev.recto.worker.graph.Graph.ONNX;

import dev.recto.worker.onednn.Int8CacheAttention;
import dev.recto.worker.onnx.ElementType;
import java.util.List;

/**
 * What the families' decoders have in common: inputs, a key/value cache that is updated in place, and logits of the last
 * place only. One run appends the same number of places to each sequence of a batch: one each, or many to a single one.
 *
 * <p>Inputs: {@code embeddings} [batch, sequence, hidden]; {@code positions} fp32 [batch·sequence, axes]; {@code rows}
 * int64 [batch, sequence], 0, 1, 2, …; {@code lengths} int32 [batch], cached places after the run less one; {@code total}
 * int32 [], at least the longest of them plus one, and that exactly in a first prompt; {@code past_key.N}, {@code past_value.N} [batch, kv heads, capacity, head size],
 * whose memory is also that of {@code present_key.N}, {@code present_value.N}.
 *
 * <p>With a cache of bytes ({@link CacheFormat#INT8}) there are no presents: the run writes to {@code past_key.N}, {@code past_value.N} and
 * {@code cache_factors.N}, as {@link Int8CacheAttention} says.
 *
 * <p>Outputs: {@code logits} fp32 [batch, vocabulary]; {@code best} int64 [batch], the lowest id among equals;
 * {@code best_probability} fp32 [batch].
 *
 * <p>One that drafts are checked with answers for the places that it is asked about, and gives what a draft layer reads: input
 * {@code asked} int64 [asked], numbers of places in batch·sequence; outputs of [asked] in place of [batch]; {@code states} [batch,
 * sequence, hidden]. A draft layer takes {@code states} of places and {@code embeddings} of the tokens behind them; it gives {@code best} and, to go on
 * with in place of states, {@code carried} [asked, hidden].
 */
public final class DecoderGraph {
    public static final String EMBEDDINGS = "embeddings";
    public static final String POSITIONS = "positions";
    public static final String ROWS = "rows";
    public static final String LENGTHS = "lengths";
    public static final String TOTAL = "total";
    public static final String PAST_KEY = "past_key.";
    public static final String PAST_VALUE = "past_value.";
    public static final String CACHE_FACTORS = "cache_factors.";
    public static final String PRESENT_KEY = "present_key.";
    public static final String PRESENT_VALUE = "present_value.";
    public static final String LOGITS = "logits";
    public static final String BEST = "best";
    public static final String BEST_PROBABILITY = "best_probability";
    public static final String ASKED = "asked";
    public static final String STATES = "states";
    public static final String CARRIED = "carried";

    /** Of the runtime's attention to a cache of plain numbers. */
    private static final int HEAD_UNIT = 8;

    private final Graph graph;
    private final Network network;
    private final DecoderShape shape;
    private final Value embeddings;
    private final Value lengths;
    private final Value total;
    private final Network.Rotation rotation;

    public DecoderGraph(Graph graph, Network network, DecoderShape shape, float[][] frequencies, boolean interleaved) {
        this.graph = graph;
        this.network = network;
        this.shape = shape;
        requireAttention();
        embeddings = graph.input(EMBEDDINGS, network.type(), "batch", "sequence", Integer.toString(shape.hiddenSize()));
        Value positions = graph.input(POSITIONS, ElementType.FLOAT, "places", Integer.toString(shape.positionAxes()));
        Value rows = graph.input(ROWS, ElementType.INT64, "batch", "sequence");
        lengths = graph.input(LENGTHS, ElementType.INT32, "batch");
        total = graph.input(TOTAL, ElementType.INT32);
        rotation = network.rotation(positions, frequencies, rows, shape.headSize(), interleaved);
    }

    private void requireAttention() {
        if (shape.heads() % shape.keyValueHeads() != 0) {
            throw network.unusable("num_key_value_heads must divide num_attention_heads");
        }
        if (network.cache() == CacheFormat.FULL && shape.headSize() % HEAD_UNIT != 0) {
            throw network.unusable("head_dim must be a multiple of " + HEAD_UNIT);
        }
    }

    public Value embeddings() {
        return embeddings;
    }

    DecoderShape shape() {
        return shape;
    }

    public Value rotate(Value heads) {
        return network.rotate(heads, rotation);
    }

    /** Causal attention of rotated queries to the cache of a layer, to which the rotated keys and the values are added. */
    public Value attend(int layer, Value queries, Value keys, Value values) {
        return network.cache() == CacheFormat.INT8
                ? attendToBytes(layer, queries, keys, values)
                : attendInPlace(layer, queries, keys, values);
    }

    private Value attendToBytes(int layer, Value queries, Value keys, Value values) {
        String heads = Integer.toString(shape.keyValueHeads());
        String factors = Integer.toString(Int8CacheAttention.FACTORS);
        return graph.node(
                Int8CacheAttention.NAME,
                Int8CacheAttention.DOMAIN,
                shape.queryWidth(),
                List.of(
                        queries,
                        keys,
                        values,
                        graph.input(PAST_KEY + layer, ElementType.INT8, "batch", heads, "key bytes"),
                        graph.input(PAST_VALUE + layer, ElementType.INT8, "batch", heads, "value bytes"),
                        graph.input(CACHE_FACTORS + layer, ElementType.FLOAT, "batch", heads, factors, "capacity"),
                        lengths),
                Attribute.of("num_heads", shape.heads()),
                Attribute.of("kv_num_heads", shape.keyValueHeads()));
    }

    private Value attendInPlace(int layer, Value queries, Value keys, Value values) {
        String[] cache = {
            "batch", Integer.toString(shape.keyValueHeads()), "capacity", Integer.toString(shape.headSize())
        };
        Value pastKeys = graph.input(PAST_KEY + layer, network.type(), cache);
        Value pastValues = graph.input(PAST_VALUE + layer, network.type(), cache);
        graph.declareOutput(PRESENT_KEY + layer, network.type(), cache);
        graph.declareOutput(PRESENT_VALUE + layer, network.type(), cache);
        Value attended = new Value("attended." + layer, shape.queryWidth());
        graph.outputNode(
                "GroupQueryAttention",
                MICROSOFT,
                List.of(queries, keys, values, pastKeys, pastValues, lengths, total),
                List.of(attended.name(), PRESENT_KEY + layer, PRESENT_VALUE + layer),
                Attribute.of("num_heads", shape.heads()),
                Attribute.of("kv_num_heads", shape.keyValueHeads()));
        return attended;
    }

    /** Projects the last place of each sequence to the vocabulary. */
    public void finish(Value hidden, Network head, String weight) {
        answer(
                graph.node("Gather", ONNX, hidden.width(), List.of(hidden, scalar(-1)), Attribute.of("axis", 1)),
                head,
                weight,
                "batch");
    }

    /** Projects the places asked for, and gives the states of all. */
    public void finishPlaces(Value hidden, Network head, String weight) {
        graph.output(STATES, hidden, network.type(), "batch", "sequence", Integer.toString(hidden.width()));
        answer(asked(hidden), head, weight, ASKED);
    }

    /** Of a draft layer: what the decoder, or the layer itself, made of the places. */
    public Value states() {
        return graph.input(STATES, network.type(), "batch", "sequence", Integer.toString(shape.hiddenSize()));
    }

    /** The places asked for, [asked, hidden]. */
    public Value asked(Value hidden) {
        Value places = network.reshape(hidden, hidden.width(), -1, hidden.width());
        Value numbers = graph.input(ASKED, ElementType.INT64, ASKED);
        return graph.node("Gather", ONNX, hidden.width(), List.of(places, numbers), Attribute.of("axis", 0));
    }

    /** Of a draft layer, for the places asked for. */
    public void finishDraft(Value carried, Value normed, Network head, String weight) {
        graph.output(CARRIED, carried, network.type(), ASKED, Integer.toString(carried.width()));
        best(logits(normed, head, weight), ASKED);
    }

    private Value logits(Value places, Network head, String weight) {
        return network.cast(head.linear(places, weight, shape.vocabularySize()), network.type(), ElementType.FLOAT);
    }

    private void best(Value logits, String count) {
        Value best =
                graph.node("ArgMax", ONNX, 0, List.of(logits), Attribute.of("axis", -1), Attribute.of("keepdims", 0));
        graph.output(BEST, best, ElementType.INT64, count);
    }

    private void answer(Value places, Network head, String weight, String count) {
        Value logits = logits(places, head, weight);
        graph.output(LOGITS, logits, ElementType.FLOAT, count, Integer.toString(shape.vocabularySize()));
        best(logits, count);
        Value probabilities = graph.node("Softmax", ONNX, logits.width(), List.of(logits), Attribute.of("axis", -1));
        Value bestProbability = graph.node(
                "ReduceMax", ONNX, 0, List.of(probabilities, graph.constant(-1)), Attribute.of("keepdims", 0));
        graph.output(BEST_PROBABILITY, bestProbability, ElementType.FLOAT, count);
    }

    private Value scalar(long value) {
        byte[] raw = new byte[Long.BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            raw[i] = (byte) (value >>> i * Byte.SIZE);
        }
        return graph.constant(ElementType.INT64, raw);
    }
}
