package dev.recto.worker.engine;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.onnx.Allocator;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Tensor;
import java.util.ArrayList;
import java.util.List;

/** What runs of the draft layer read and write, one row for each slot; what one run hands on the next one reads. */
final class DraftBuffers implements AutoCloseable {
    private final Resources resources;
    private final int hiddenSize;
    private final StepInputs inputs;
    private final Tensor best;

    /** Two in turn: a run reads what the last one wrote. */
    private final List<Tensor> carried = new ArrayList<>();

    static DraftBuffers allocate(ModelSessions sessions, int slots) {
        return Resources.owned(resources -> new DraftBuffers(resources, sessions, slots));
    }

    private DraftBuffers(Resources resources, ModelSessions sessions, int slots) {
        this.resources = resources;
        hiddenSize = sessions.shape().hiddenSize();
        inputs = resources.keep(StepInputs.allocate(sessions, slots, 1 + sessions.draftTokens()));
        best = resources.keep(Tensor.allocate(Allocator.host(), ElementType.INT64, slots));
        for (int turn = 0; turn < 2; turn++) {
            Tensor rows = Tensor.allocate(Allocator.host(), ElementType.FLOAT, slots, hiddenSize);
            carried.add(resources.keep(rows));
            rows.data().fill((byte) 0);
        }
    }

    StepInputs inputs() {
        return inputs;
    }

    /** Binds what a run reads that goes on from the one before. */
    void bindCarried(Binding layer, int turn, Rows rows, Resources views) {
        Tensor states = carried.get(turn)
                .part(
                        ElementType.FLOAT.sizeOf(rows.first(), hiddenSize),
                        ElementType.FLOAT,
                        rows.count(),
                        1,
                        hiddenSize);
        layer.input(DecoderGraph.STATES, views.keep(states));
    }

    /** Binds what a run writes for one place of each row. */
    void bindOutputs(Binding layer, int turn, Rows rows, Resources views) {
        Tensor states = carried.get(turn)
                .part(ElementType.FLOAT.sizeOf(rows.first(), hiddenSize), ElementType.FLOAT, rows.count(), hiddenSize);
        Tensor tokens = best.part(ElementType.INT64.sizeOf(rows.first()), ElementType.INT64, rows.count());
        layer.output(DecoderGraph.CARRIED, views.keep(states)).output(DecoderGraph.BEST, views.keep(tokens));
    }

    /** What the last run guessed for a row. */
    int best(int row) {
        return (int) best.data().getAtIndex(JAVA_LONG, row);
    }

    @Override
    public void close() {
        resources.close();
    }
}
