package dev.recto.worker.engine;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.recto.worker.decode.StepOutput;
import dev.recto.worker.decode.TopLogits;
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
import org.jspecify.annotations.Nullable;

/**
 * What runs of the decoder say, one row for each place that a run fed to each slot. The best token and its probability come to main memory in one piece
 * after every run; the logits stay where the decoder computes until somebody asks for a row.
 */
final class Outputs implements AutoCloseable {
    private final int vocabulary;
    private final long probabilitiesAt;
    private final Resources resources;
    private final Mirror choices;
    private final Tensor logits;
    private final Tensor row;
    private final @Nullable TopRows tops;
    private final float[] scratch;
    private final List<Row> rows = new ArrayList<>();

    /** Of the last run. */
    private int places = 1;

    static Outputs allocate(ModelSessions sessions, int slots, int places) {
        return Resources.owned(resources -> new Outputs(resources, sessions, slots * places));
    }

    private Outputs(Resources resources, ModelSessions sessions, int all) {
        this.resources = resources;
        vocabulary = sessions.shape().vocabularySize();
        Allocator allocator = resources.keep(sessions.decoder().newAllocator());
        probabilitiesAt = ElementType.INT64.sizeOf(all);
        choices = resources.keep(
                Mirror.allocate(sessions.environment(), allocator, probabilitiesAt + ElementType.FLOAT.sizeOf(all)));
        logits = resources.keep(Tensor.allocate(allocator, ElementType.FLOAT, all, vocabulary));
        row = resources.keep(Tensor.allocate(Allocator.host(), ElementType.FLOAT, vocabulary));
        tops = sessions.topTokens() == 0 ? null : resources.keep(TopRows.allocate(sessions));
        scratch = new float[vocabulary];
        for (int number = 0; number < all; number++) {
            rows.add(new Row(sessions.environment(), number));
        }
    }

    StepOutput of(int slot, int place) {
        return rows.get(slot * places + place);
    }

    /** Binds the outputs of a run; the views are kept for who owns the binding. */
    void bind(Binding binding, Rows run, Resources views) {
        int first = run.firstPlace();
        int count = run.all();
        Tensor logitRows = views.keep(logitRows(first, count));
        Tensor best = views.keep(choices.part(ElementType.INT64.sizeOf(first), ElementType.INT64, count));
        Tensor probabilities =
                views.keep(choices.part(probabilitiesAt + ElementType.FLOAT.sizeOf(first), ElementType.FLOAT, count));
        binding.output(DecoderGraph.LOGITS, logitRows)
                .output(DecoderGraph.BEST, best)
                .output(DecoderGraph.BEST_PROBABILITY, probabilities);
    }

    private Tensor logitRows(int first, int count) {
        return logits.part(ElementType.FLOAT.sizeOf(first, vocabulary), ElementType.FLOAT, count, vocabulary);
    }

    /** After a run that gave answers for so many places of each slot. */
    void download(int placesOfEach) {
        places = placesOfEach;
        choices.download();
    }

    @Override
    public void close() {
        resources.close();
    }

    private final class Row implements StepOutput {
        private final int number;
        private final TensorCopy copy;
        private final @Nullable Binding top;

        Row(Environment environment, int number) {
            this.number = number;
            Tensor logitRow = resources.keep(logitRows(number, 1));
            copy = resources.keep(environment.newCopy(logitRow, row));
            top = tops == null ? null : tops.bind(logitRow);
        }

        @Override
        public int best() {
            return (int) choices.data().getAtIndex(JAVA_LONG, number);
        }

        @Override
        public float bestProbability() {
            return choices.data().get(JAVA_FLOAT, probabilitiesAt + (long) number * Float.BYTES);
        }

        @Override
        public @Nullable TopLogits top() {
            return tops == null || top == null ? null : tops.run(top);
        }

        @Override
        public float[] logits() {
            copy.run();
            MemorySegment.copy(row.data(), JAVA_FLOAT, 0, scratch, 0, vocabulary);
            return scratch;
        }
    }
}
