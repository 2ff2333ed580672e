package dev.recto.worker.engine;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.recto.worker.decode.StepOutput;
import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.onnx.Allocator;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Environment;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Tensor;
import dev.recto.worker.onnx.TensorCopy;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * What runs of the decoder say, one row for each slot. The best token and its probability come to main memory in one piece
 * after every run; the logits stay where the decoder computes until somebody asks for a row.
 */
final class Outputs implements AutoCloseable {
    private final int vocabulary;
    private final long probabilitiesAt;
    private final Resources resources;
    private final Mirror choices;
    private final Tensor logits;
    private final Tensor row;
    private final float[] scratch;
    private final List<Row> rows = new ArrayList<>();

    static Outputs allocate(ModelSessions sessions, int slots) {
        return Resources.owned(resources -> new Outputs(resources, sessions, slots));
    }

    private Outputs(Resources resources, ModelSessions sessions, int slots) {
        this.resources = resources;
        vocabulary = sessions.shape().vocabularySize();
        Allocator allocator = resources.keep(sessions.decoder().newAllocator());
        probabilitiesAt = ElementType.INT64.sizeOf(slots);
        choices = resources.keep(
                Mirror.allocate(sessions.environment(), allocator, probabilitiesAt + ElementType.FLOAT.sizeOf(slots)));
        logits = resources.keep(Tensor.allocate(allocator, ElementType.FLOAT, slots, vocabulary));
        row = resources.keep(Tensor.allocate(Allocator.host(), ElementType.FLOAT, vocabulary));
        scratch = new float[vocabulary];
        for (int slot = 0; slot < slots; slot++) {
            rows.add(new Row(sessions.environment(), slot));
        }
    }

    StepOutput of(int slot) {
        return rows.get(slot);
    }

    /** Binds successive rows as a run's outputs; the views are kept for who owns the binding. */
    void bind(Binding binding, int firstSlot, int count, Resources views) {
        Tensor logitRows = views.keep(logitRows(firstSlot, count));
        Tensor best = views.keep(choices.part(ElementType.INT64.sizeOf(firstSlot), ElementType.INT64, count));
        Tensor probabilities = views.keep(
                choices.part(probabilitiesAt + ElementType.FLOAT.sizeOf(firstSlot), ElementType.FLOAT, count));
        binding.output(DecoderGraph.LOGITS, logitRows)
                .output(DecoderGraph.BEST, best)
                .output(DecoderGraph.BEST_PROBABILITY, probabilities);
    }

    private Tensor logitRows(int firstSlot, int count) {
        return logits.part(ElementType.FLOAT.sizeOf(firstSlot, vocabulary), ElementType.FLOAT, count, vocabulary);
    }

    /** After a run. */
    void download() {
        choices.download();
    }

    @Override
    public void close() {
        resources.close();
    }

    private final class Row implements StepOutput {
        private final int slot;
        private final TensorCopy copy;

        Row(Environment environment, int slot) {
            this.slot = slot;
            copy = resources.keep(environment.newCopy(resources.keep(logitRows(slot, 1)), row));
        }

        @Override
        public int best() {
            return (int) choices.data().getAtIndex(JAVA_LONG, slot);
        }

        @Override
        public float bestProbability() {
            return choices.data().get(JAVA_FLOAT, probabilitiesAt + (long) slot * Float.BYTES);
        }

        @Override
        public float[] logits() {
            copy.run();
            MemorySegment.copy(row.data(), JAVA_FLOAT, 0, scratch, 0, vocabulary);
            return scratch;
        }
    }
}
