package dev.recto.worker.engine;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.model.Architecture;
import dev.recto.worker.onnx.Allocator;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Tensor;

/**
 * What runs over slots read, at addresses that stay: filled in main memory and brought in one piece to where the
 * model computes. A run over fewer rows, or fewer places of each, reads the first ones.
 */
final class StepInputs implements AutoCloseable {
    /** Where parts begin, as the runtime's own allocations do. */
    private static final long ALIGNMENT = 256;

    private final int axes;
    private final int hiddenSize;
    private final Resources resources;
    private final long numbersAt;
    private final long askedAt;
    private final long lengthsAt;
    private final long positionsAt;
    private final Mirror mirror;
    private final Tensor embeddings;
    private final Tensor total;

    /** Allocates from the embedding's arena: graphs of the decoder write to what they once got from the decoder's. */
    static StepInputs allocate(ModelSessions sessions, int slots, int places) {
        return Resources.owned(resources -> new StepInputs(resources, sessions, slots, slots * places));
    }

    private StepInputs(Resources resources, ModelSessions sessions, int slots, int all) {
        this.resources = resources;
        axes = sessions.shape().positionAxes();
        hiddenSize = sessions.shape().hiddenSize();
        Allocator allocator = resources.keep(sessions.embedding().newAllocator());
        numbersAt = aligned(ElementType.INT64.sizeOf(all));
        askedAt = numbersAt + aligned(ElementType.INT64.sizeOf(all));
        lengthsAt = askedAt + aligned(ElementType.INT64.sizeOf(slots));
        positionsAt = lengthsAt + aligned(ElementType.INT32.sizeOf(slots));
        mirror = resources.keep(
                Mirror.allocate(sessions.environment(), allocator, positionsAt + ElementType.FLOAT.sizeOf(all, axes)));
        embeddings = resources.keep(Tensor.allocate(allocator, sessions.activations(), all, 1, hiddenSize));
        total = resources.keep(Tensor.allocate(Allocator.host(), ElementType.INT32));
        for (int place = 0; place < all; place++) {
            mirror.data().set(JAVA_LONG, numbersAt + (long) place * Long.BYTES, place);
        }
    }

    private static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** Binds the token embedding of a run; the views are kept for who owns the binding. */
    void bindEmbedding(Binding embedding, Rows rows, Resources views) {
        Tensor ids =
                views.keep(mirror.part(ElementType.INT64.sizeOf(rows.firstPlace()), ElementType.INT64, rows.shape()));
        embedding.input(Architecture.IDS, ids).output(DecoderGraph.EMBEDDINGS, views.keep(embedded(rows)));
    }

    private Tensor embedded(Rows rows) {
        ElementType type = embeddings.type();
        return embeddings.part(
                type.sizeOf(rows.firstPlace(), hiddenSize), type, rows.count(), rows.places(), hiddenSize);
    }

    /** Binds what a run over rows of a decoder, or of a draft layer, reads. */
    void bind(Binding decoder, Rows rows, Resources views) {
        Tensor numbers = views.keep(mirror.part(numbersAt, ElementType.INT64, rows.shape()));
        Tensor lengths = views.keep(
                mirror.part(lengthsAt + ElementType.INT32.sizeOf(rows.first()), ElementType.INT32, rows.count()));
        Tensor positions = views.keep(mirror.part(
                positionsAt + ElementType.FLOAT.sizeOf(rows.firstPlace(), axes), ElementType.FLOAT, rows.all(), axes));
        decoder.input(DecoderGraph.EMBEDDINGS, views.keep(embedded(rows)))
                .input(DecoderGraph.POSITIONS, positions)
                .input(DecoderGraph.ROWS, numbers)
                .input(DecoderGraph.LENGTHS, lengths)
                .input(DecoderGraph.TOTAL, total);
    }

    /** A decoder that checks drafts is asked about all places. */
    void bindAllAsked(Binding decoder, Rows rows, Resources views) {
        decoder.input(DecoderGraph.ASKED, views.keep(mirror.part(numbersAt, ElementType.INT64, rows.all())));
    }

    /** A draft layer is asked about one place of each row. */
    void bindAsked(Binding layer, Rows rows, Resources views) {
        long at = askedAt + ElementType.INT64.sizeOf(rows.first());
        layer.input(DecoderGraph.ASKED, views.keep(mirror.part(at, ElementType.INT64, rows.count())));
    }

    /** @param number of the place in all rows of the run */
    void place(int number, int token, int position) {
        var data = mirror.data();
        data.set(JAVA_LONG, (long) number * Long.BYTES, token);
        for (int axis = 0; axis < axes; axis++) {
            data.set(JAVA_FLOAT, positionsAt + ((long) number * axes + axis) * Float.BYTES, position);
        }
    }

    /** @param last number of the last place that the row's slot holds after the run */
    void last(int row, int last) {
        mirror.data().set(JAVA_INT, lengthsAt + (long) row * Integer.BYTES, last);
    }

    void ask(int row, int place) {
        mirror.data().set(JAVA_LONG, askedAt + (long) row * Long.BYTES, place);
    }

    /** @param longest at least as long as every sequence after the run */
    void send(int longest) {
        total.data().set(JAVA_INT, 0, longest);
        mirror.upload();
    }

    @Override
    public void close() {
        resources.close();
    }
}
