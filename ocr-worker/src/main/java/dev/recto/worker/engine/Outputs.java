package dev.recto.worker.engine;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.recto.worker.decode.StepOutput;
import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.graph.ModelSessions;
import dev.recto.worker.onnx.Allocator;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Environment;
import dev.recto.worker.onnx.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * What runs of the decoder say, one row for each slot. The best token and its probability come to main memory with every run;
 * the logits stay where the decoder computes until somebody asks for a row.
 */
final class Outputs implements AutoCloseable {
    private final int vocabulary;
    private final Environment environment;
    private final Allocator allocator;
    private final Tensor logits;
    private final Tensor row;
    private final Tensor best;
    private final Tensor probability;
    private final float[] scratch;
    private final List<Row> rows = new ArrayList<>();

    Outputs(ModelSessions sessions, int slots) {
        vocabulary = sessions.shape().vocabularySize();
        environment = sessions.environment();
        allocator = sessions.decoder().newAllocator();
        Allocator host = Allocator.host();
        logits = Tensor.allocate(allocator, ElementType.FLOAT, slots, vocabulary);
        row = Tensor.allocate(host, ElementType.FLOAT, vocabulary);
        best = Tensor.allocate(host, ElementType.INT64, slots);
        probability = Tensor.allocate(host, ElementType.FLOAT, slots);
        scratch = new float[vocabulary];
        for (int slot = 0; slot < slots; slot++) {
            rows.add(new Row(slot));
        }
    }

    StepOutput of(int slot) {
        return rows.get(slot);
    }

    /** Successive rows bound as a run's outputs; the views are closed after the binding. */
    List<Tensor> bind(Binding binding, int firstSlot, int count) {
        Tensor logitRows = logitRows(firstSlot, count);
        Tensor bestRows = best.part((long) firstSlot * Long.BYTES, ElementType.INT64, count);
        Tensor probabilityRows = probability.part((long) firstSlot * Float.BYTES, ElementType.FLOAT, count);
        binding.output(DecoderGraph.LOGITS, logitRows)
                .output(DecoderGraph.BEST, bestRows)
                .output(DecoderGraph.BEST_PROBABILITY, probabilityRows);
        return List.of(logitRows, bestRows, probabilityRows);
    }

    private Tensor logitRows(int firstSlot, int count) {
        return logits.part((long) firstSlot * vocabulary * Float.BYTES, ElementType.FLOAT, count, vocabulary);
    }

    @Override
    public void close() {
        logits.close();
        row.close();
        best.close();
        probability.close();
        allocator.close();
    }

    private final class Row implements StepOutput {
        private final int slot;

        Row(int slot) {
            this.slot = slot;
        }

        @Override
        public int best() {
            return (int) best.data().getAtIndex(JAVA_LONG, slot);
        }

        @Override
        public float bestProbability() {
            return probability.data().getAtIndex(JAVA_FLOAT, slot);
        }

        @Override
        public float[] logits() {
            try (Tensor own = logitRows(slot, 1)) {
                environment.copy(own, row);
            }
            MemorySegment.copy(row.data(), JAVA_FLOAT, 0, scratch, 0, vocabulary);
            return scratch;
        }
    }
}
