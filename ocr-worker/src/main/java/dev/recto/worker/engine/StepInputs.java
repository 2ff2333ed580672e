package dev.recto.worker.engine;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.model.Architecture;
import dev.recto.worker.onnx.Allocator;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Tensor;

/**
 * What decode steps read, for all slots, at addresses that stay: filled in main memory and brought in one piece to where the
 * model computes. A step of fewer rows reads the first ones.
 */
final class StepInputs implements AutoCloseable {
    /** Where parts begin, as the runtime's own allocations do. */
    private static final long ALIGNMENT = 256;

    private final int axes;
    private final int hiddenSize;
    private final Resources resources;
    private final long numbersAt;
    private final long lengthsAt;
    private final long positionsAt;
    private final Mirror mirror;
    private final Tensor embeddings;
    private final Tensor total;

    /** Allocates from the embedding's arena: graphs of the decoder write to what they once got from the decoder's. */
    static StepInputs allocate(ModelSessions sessions, int slots) {
        return Resources.owned(resources -> new StepInputs(resources, sessions, slots));
    }

    private StepInputs(Resources resources, ModelSessions sessions, int slots) {
        this.resources = resources;
        axes = sessions.shape().positionAxes();
        hiddenSize = sessions.shape().hiddenSize();
        Allocator allocator = resources.keep(sessions.embedding().newAllocator());
        numbersAt = aligned(ElementType.INT64.sizeOf(slots));
        lengthsAt = numbersAt + aligned(ElementType.INT64.sizeOf(slots));
        positionsAt = lengthsAt + aligned(ElementType.INT32.sizeOf(slots));
        mirror = resources.keep(Mirror.allocate(
                sessions.environment(), allocator, positionsAt + ElementType.FLOAT.sizeOf(slots, axes)));
        embeddings = resources.keep(Tensor.allocate(allocator, sessions.activations(), slots, 1, hiddenSize));
        total = resources.keep(Tensor.allocate(Allocator.host(), ElementType.INT32));
        for (int row = 0; row < slots; row++) {
            mirror.data().set(JAVA_LONG, numbersAt + (long) row * Long.BYTES, row);
        }
    }

    private static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** Binds the inputs of runs over the first rows; the views are kept for who owns the bindings. */
    void bind(Binding embedding, Binding decoder, int rows, Resources views) {
        Tensor ids = views.keep(mirror.part(0, ElementType.INT64, rows, 1));
        Tensor numbers = views.keep(mirror.part(numbersAt, ElementType.INT64, rows, 1));
        Tensor lengths = views.keep(mirror.part(lengthsAt, ElementType.INT32, rows));
        Tensor positions = views.keep(mirror.part(positionsAt, ElementType.FLOAT, rows, axes));
        Tensor embedded = views.keep(embeddings.part(0, embeddings.type(), rows, 1, hiddenSize));
        embedding.input(Architecture.IDS, ids).output(DecoderGraph.EMBEDDINGS, embedded);
        decoder.input(DecoderGraph.EMBEDDINGS, embedded)
                .input(DecoderGraph.POSITIONS, positions)
                .input(DecoderGraph.ROWS, numbers)
                .input(DecoderGraph.LENGTHS, lengths)
                .input(DecoderGraph.TOTAL, total);
    }

    /** @param longest at least as long as every sequence after the step */
    void fill(DecodeBatch batch, int longest) {
        var data = mirror.data();
        for (int row = 0; row < batch.rows(); row++) {
            data.set(JAVA_LONG, (long) row * Long.BYTES, batch.token(row));
            data.set(JAVA_INT, lengthsAt + (long) row * Integer.BYTES, batch.length(row));
            for (int axis = 0; axis < axes; axis++) {
                data.set(JAVA_FLOAT, positionsAt + ((long) row * axes + axis) * Float.BYTES, batch.position(row));
            }
        }
        total.data().set(JAVA_INT, 0, longest);
        mirror.upload();
    }

    @Override
    public void close() {
        resources.close();
    }
}
