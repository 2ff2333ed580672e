package dev.recto.worker.graph;

import static dev.recto.worker.graph.Graph.MICROSOFT;
import static dev.recto.worker.graph.Graph.ONNX;

import dev.recto.worker.onednn.Bfloat16Attention;
import dev.recto.worker.onednn.RowNorm;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Operator;
import dev.recto.worker.snapshot.SnapshotException;
import dev.recto.worker.snapshot.StoredTensor;
import dev.recto.worker.snapshot.TensorSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The layers from which the families are built, with their weights taken from a snapshot by name within a scope. Shapes are
 * checked against the snapshot as layers are added. All layers work on the last dimension and keep the leading ones.
 */
public final class Network {
    private final Graph graph;
    private final TensorSource snapshot;
    private final NumberFormat.Layers format;
    private final String scope;

    public Network(Graph graph, TensorSource snapshot, NumberFormat.Layers format, String scope) {
        this.graph = graph;
        this.snapshot = snapshot;
        this.format = format;
        this.scope = scope;
    }

    /** The same network with its weights' names relative to a module within this one. */
    public Network at(String module) {
        return new Network(graph, snapshot, format, qualified(module));
    }

    /** The same network with activations of another type. */
    public Network in(ElementType type) {
        return new Network(
                graph,
                snapshot,
                new NumberFormat.Layers(type, format.attention(), format.matrices(), format.cache()),
                scope);
    }

    /** The same network in fp32, whatever the format of the others. */
    public Network exact() {
        NumberFormat.Layers full =
                new NumberFormat.Layers(ElementType.FLOAT, AttentionFormat.FULL, MatrixFormat.FULL, format.cache());
        return new Network(graph, snapshot, full, scope);
    }

    public Graph graph() {
        return graph;
    }

    public ElementType type() {
        return format.type();
    }

    CacheFormat cache() {
        return format.cache();
    }

    SnapshotException unusable(String problem) {
        return new SnapshotException(snapshot.config().file(), problem);
    }

    /** A weight matrix's name and number of rows, which is the width of its layer's result. */
    public record Projection(String name, int out) {}

    public static Projection to(int out, String name) {
        return new Projection(name, out);
    }

    /** {@code x · Wᵀ}, W stored as [out, in]. */
    public Value linear(Value x, String name, int out) {
        return linear(x, to(out, name));
    }

    /** Several projections of the same input in one product, side by side. */
    public Value linear(Value x, Projection... projections) {
        int out = Arrays.stream(projections).mapToInt(Projection::out).sum();
        return matrixProduct(x, joined(projections) + ".weight", matrices(x, projections), out);
    }

    private Rows matrices(Value x, Projection... projections) {
        return Rows.stacked(Arrays.stream(projections)
                .map(projection -> Rows.of(stored(projection.name() + ".weight", projection.out(), x.width())))
                .toList());
    }

    /** The same with the weights as they are, whatever the format of the others. */
    public Value exactLinear(Value x, String name, int out) {
        return exactProduct(x, qualified(name) + ".weight", Rows.of(stored(name + ".weight", out, x.width())), out);
    }

    Value exactProduct(Value x, String name, Rows rows, int out) {
        return new MatrixProduct(this, format).full(x, name, rows, out);
    }

    /** {@code x · Wᵀ + b}. */
    public Value biasedLinear(Value x, String name, int out) {
        return add(linear(x, name, out), vector(name + ".bias", out));
    }

    /**
     * A product with a matrix [out, in] that is made of a stored one of any shape, its elements in the same order. These are the
     * convolutions: a thousandth of the work and the first to see the pixels, so they stay as they are.
     */
    public Value reshapedLinear(Value x, String name, int out, long... storedShape) {
        Rows rows = Rows.of(stored(name, storedShape), x.width());
        return new MatrixProduct(this, format).full(x, qualified(name), rows, out);
    }

    /**
     * {@link #biasedLinear} where each head has rows of its own and takes of the result what is its own: of x [images, heads, rows, in + 1],
     * whose last number multiplies the bias, [images, heads, rows, out / heads]. Exact, whatever the format of the others.
     */
    public Value linearByHead(Value x, String name, int heads, int out) {
        int in = x.width() - 1;
        int size = out / heads;
        Rows rows = Rows.beside(Rows.of(stored(name + ".weight", out, in)), Rows.of(stored(name + ".bias", out), 1));
        Value weights = parameter(qualified(name) + ".byHead", rows, heads, size, x.width());
        return graph.node("FusedMatMul", MICROSOFT, size, List.of(x, weights), Attribute.of("transB", 1));
    }

    private Value matrixProduct(Value x, String name, Rows rows, int out) {
        return new MatrixProduct(this, format).of(x, name, rows, out);
    }

    public Value add(Value a, Value b) {
        return graph.node("Add", ONNX, Math.max(a.width(), b.width()), List.of(a, b));
    }

    public Value multiply(Value a, Value b) {
        return graph.node("Mul", ONNX, Math.max(a.width(), b.width()), List.of(a, b));
    }

    /** {@code x / sqrt(mean(x²) + eps) · w}. */
    public Value rmsNorm(Value x, String name, float epsilon) {
        return graph.node(
                "SimplifiedLayerNormalization",
                ONNX,
                x.width(),
                List.of(x, vector(name + ".weight", x.width())),
                Attribute.of("axis", -1),
                Attribute.of("epsilon", epsilon),
                Attribute.of("stash_type", 1));
    }

    /** A sum, and the same normed. */
    record NormedSum(Value normed, Value sum) {}

    /** {@link #add} and {@link #rmsNorm} of the sum, in one operator. */
    NormedSum addedRmsNorm(Value x, Value change, String name, float epsilon) {
        List<Value> results = graph.node(
                "SkipSimplifiedLayerNormalization",
                MICROSOFT,
                List.of(x.width(), Graph.LEFT_OUT, Graph.LEFT_OUT, x.width()),
                List.of(x, change, vector(name + ".weight", x.width())),
                Attribute.of("epsilon", epsilon));
        return new NormedSum(results.getFirst(), results.getLast());
    }

    /** The norm of each head by itself. */
    public Value perHeadRmsNorm(Value x, String name, int headSize, float epsilon) {
        Value heads = reshape(x, headSize, 0, 0, -1, headSize);
        return reshape(rmsNorm(heads, name, epsilon), x.width(), 0, 0, -1);
    }

    public Value layerNorm(Value x, String name, float epsilon) {
        return graph.node(
                "LayerNormalization",
                ONNX,
                x.width(),
                List.of(x, vector(name + ".weight", x.width()), vector(name + ".bias", x.width())),
                Attribute.of("axis", -1),
                Attribute.of("epsilon", epsilon));
    }

    /** The same of hundreds of rows or more. */
    public Value rowNorm(Value x, String name, float epsilon) {
        if (!multipliesRows()) {
            return layerNorm(x, name, epsilon);
        }
        return graph.node(
                RowNorm.NAME,
                Operator.DOMAIN,
                x.width(),
                List.of(x, vector(name + ".weight", x.width()), vector(name + ".bias", x.width())),
                Attribute.of("epsilon", epsilon));
    }

    public Value relu(Value x) {
        return graph.node("Relu", ONNX, x.width(), List.of(x));
    }

    /** {@code x · sigmoid(x)}. */
    Value silu(Value x) {
        return graph.node("QuickGelu", MICROSOFT, x.width(), List.of(x), Attribute.of("alpha", 1f));
    }

    /** {@code x · sigmoid(1.702 x)}. */
    public Value quickGelu(Value x) {
        return graph.node("QuickGelu", MICROSOFT, x.width(), List.of(x), Attribute.of("alpha", 1.702f));
    }

    /** With the error function, not its approximation. */
    public Value gelu(Value x) {
        return graph.node("Gelu", MICROSOFT, x.width(), List.of(x));
    }

    /** {@code silu(gate(x)) · up(x)} in one operator; of one projection, the first half are the gates. */
    Value gatedRows(Value x, int inner, Projection... gateAndUp) {
        return new MatrixProduct(this, format).gate(x, joined(gateAndUp) + ".weight", matrices(x, gateAndUp), inner);
    }

    /** Whether operators of our own multiply rows of bytes. */
    public boolean multipliesRows() {
        return format.matrices() == MatrixFormat.INT8_ROWS;
    }

    /** Several projections of the same input, in one product which is then split; but fp32 is faster without the copies. */
    public List<Value> projections(Value x, Projection... projections) {
        if (format.matrices() == MatrixFormat.FULL && type() == ElementType.FLOAT) {
            return Arrays.stream(projections)
                    .map(projection -> linear(x, projection))
                    .toList();
        }
        int[] widths = Arrays.stream(projections).mapToInt(Projection::out).toArray();
        return split(linear(x, projections), widths);
    }

    public List<Value> split(Value x, int... widths) {
        long[] lengths = Arrays.stream(widths).asLongStream().toArray();
        return graph.node(
                "Split",
                ONNX,
                Arrays.stream(widths).boxed().toList(),
                List.of(x, graph.constant(lengths)),
                Attribute.of("axis", -1));
    }

    /** Cosines and sines of angles, shape [rows, half of what turns of a head]. */
    public record Rotation(Value cosines, Value sines, Value rows, int headSize, boolean interleaved) {}

    /**
     * Rotary embedding along several axes: the angle of frequency j is the sum over axes of position · frequency, where each
     * j has one axis of non-zero frequency.
     *
     * @param positions fp32, [rows, axes]
     * @param frequencies [axes][half of what turns of a head]
     * @param rows int64 number of the row of each place in the sequences to be rotated, [batch, sequence]; or of the first
     *     place, [1], where the others follow
     */
    Rotation rotation(Value positions, float[][] frequencies, Value rows, int headSize, boolean interleaved) {
        int half = frequencies[0].length;
        float[] flat = new float[frequencies.length * half];
        for (int axis = 0; axis < frequencies.length; axis++) {
            System.arraycopy(frequencies[axis], 0, flat, axis * half, half);
        }
        Value matrix = constant(flat, frequencies.length, half);
        Value angles = graph.node("MatMul", ONNX, half, List.of(positions, matrix));
        Value cosines = graph.node("Cos", ONNX, half, List.of(angles));
        Value sines = graph.node("Sin", ONNX, half, List.of(angles));
        return new Rotation(
                cast(cosines, ElementType.FLOAT, type()),
                cast(sines, ElementType.FLOAT, type()),
                rows,
                headSize,
                interleaved);
    }

    /** Rotates each head of x, shape [batch, sequence, heads · head size], as far as there are angles for its numbers. */
    public Value rotate(Value x, Rotation rotation) {
        int turned = 2 * rotation.cosines().width();
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(Attribute.of("interleaved", rotation.interleaved() ? 1 : 0));
        if (turned < rotation.headSize()) {
            attributes.add(Attribute.of("rotary_embedding_dim", turned));
            attributes.add(Attribute.of("num_heads", x.width() / rotation.headSize()));
        }
        return graph.node(
                "RotaryEmbedding",
                MICROSOFT,
                x.width(),
                List.of(x, rotation.rows(), rotation.cosines(), rotation.sines()),
                attributes.toArray(Attribute[]::new));
    }

    /** Attention among all places, softmax(scale · q·kᵀ)·v; q, k, v of shape [batch, sequence, heads · size]. */
    public Value attention(Value q, Value k, Value v, int heads, float scale) {
        boolean bfloat16 = format.attention() == AttentionFormat.BFLOAT16;
        return graph.node(
                bfloat16 ? Bfloat16Attention.NAME : "MultiHeadAttention",
                bfloat16 ? Operator.DOMAIN : MICROSOFT,
                v.width(),
                List.of(q, k, v),
                Attribute.of("num_heads", heads),
                Attribute.of("scale", scale));
    }

    public Value reshape(Value x, int width, long... shape) {
        return graph.node("Reshape", ONNX, width, List.of(x, graph.constant(shape)));
    }

    public Value reshape(Value x, int width, Value shape) {
        return graph.node("Reshape", ONNX, width, List.of(x, shape));
    }

    public Value transpose(Value x, int width, long... permutation) {
        return graph.node(
                "Transpose",
                ONNX,
                width,
                List.of(x),
                Attribute.of("perm", Arrays.stream(permutation).boxed().toList()));
    }

    /** One-dimensional shapes, joined into the shape of a value. */
    public Value dimensions(Value... parts) {
        return graph.node("Concat", ONNX, 0, List.of(parts), Attribute.of("axis", 0));
    }

    public Value cast(Value x, ElementType from, ElementType to) {
        return from == to ? x : graph.node("Cast", ONNX, x.width(), List.of(x), Attribute.of("to", to.code()));
    }

    /** A table of a stored matrix, a row of which is looked up by each of the ids. */
    Value lookUp(Value ids, String name, int rows, int width) {
        Value table = parameter(qualified(name), Rows.of(stored(name, rows, width)), rows, width);
        return graph.node("Gather", ONNX, width, List.of(table, ids));
    }

    public Value vector(String name, int width) {
        return parameter(qualified(name), Rows.of(stored(name, width)), width);
    }

    /** A parameter in the format of the activations. */
    public Value parameter(String name, Rows rows, long... shape) {
        return graph.parameter(Parameter.cast(name, type(), rows, shape), Math.toIntExact(shape[shape.length - 1]));
    }

    public Value constant(float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return graph.constant(ElementType.FLOAT, raw.array(), shape);
    }

    public StoredTensor stored(String name, long... shape) {
        return snapshot.tensor(qualified(name), shape);
    }

    public static float[] floats(StoredTensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.elements())];
        tensor.read(0, values, 0, values.length);
        return values;
    }

    public String qualified(String name) {
        return scope.isEmpty() ? name : scope + "." + name;
    }

    private String joined(Projection... projections) {
        return qualified(String.join(
                "+", Arrays.stream(projections).map(Projection::name).toList()));
    }
}
