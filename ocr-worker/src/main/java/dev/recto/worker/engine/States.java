package dev.recto.worker.engine;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.onnx.Allocator;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Tensor;

/**
 * The decoder's states of the places that each page was last fed, in main memory. What a run makes of rows that are no page's, or
 * of pages that take no part in it, is not kept.
 */
final class States implements AutoCloseable {
    private final Resources resources;
    private final int places;
    private final int hiddenSize;
    private final Tensor made;
    private final Tensor kept;

    static States allocate(ModelSessions sessions, int slots, int places) {
        return Resources.owned(resources -> new States(resources, sessions, slots, places));
    }

    private States(Resources resources, ModelSessions sessions, int slots, int places) {
        this.resources = resources;
        this.places = places;
        hiddenSize = sessions.shape().hiddenSize();
        made = resources.keep(Tensor.allocate(Allocator.host(), ElementType.FLOAT, slots, places, hiddenSize));
        kept = resources.keep(Tensor.allocate(Allocator.host(), ElementType.FLOAT, slots, places, hiddenSize));
        kept.data().fill((byte) 0);
    }

    /** Binds where a run of the decoder writes. */
    void bind(Binding decoder, Rows rows, Resources views) {
        decoder.output(DecoderGraph.STATES, views.keep(part(made, rows)));
    }

    /** Binds what a draft layer reads: all places of each slot. */
    void bindKept(Binding layer, Rows rows, Resources views) {
        layer.input(DecoderGraph.STATES, views.keep(part(kept, rows)));
    }

    private Tensor part(Tensor of, Rows rows) {
        long offset = ElementType.FLOAT.sizeOf(rows.firstPlace(), hiddenSize);
        return of.part(offset, ElementType.FLOAT, rows.count(), rows.places(), hiddenSize);
    }

    /** After a run. */
    void keep(DecodeBatch batch, int placesOfEach) {
        for (int row = 0; row < batch.rows(); row++) {
            if (batch.busy(row)) {
                copy(made, row * placesOfEach, row, placesOfEach);
            }
        }
    }

    /** After a prompt: its last place. */
    void keep(int slot, Tensor prompt) {
        copy(prompt, Math.toIntExact(prompt.shape()[1]) - 1, slot, 1);
    }

    private void copy(Tensor from, int number, int slot, int count) {
        kept.data()
                .asSlice(
                        ElementType.FLOAT.sizeOf(slot, places, hiddenSize), ElementType.FLOAT.sizeOf(count, hiddenSize))
                .copyFrom(from.data()
                        .asSlice(
                                ElementType.FLOAT.sizeOf(number, hiddenSize),
                                ElementType.FLOAT.sizeOf(count, hiddenSize)));
    }

    @Override
    public void close() {
        resources.close();
    }
}
