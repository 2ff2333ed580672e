package dev.recto.worker.engine;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.decode.LengthBuckets;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.RunOptions;
import dev.recto.worker.onnx.Stop;
import java.util.ArrayList;
import java.util.List;

/**
 * The step that feeds one token to each of the first {@code rows} slots; bound once, so that running it allocates nothing. Its
 * runs for one bucket of lengths differ in nothing but what its inputs hold, so that a device can replay them.
 */
final class DecodeStep implements AutoCloseable {
    private final LengthBuckets lengths;
    private final StepInputs inputs;
    private final Outputs outputs;
    private final Binding embedding;
    private final Binding decoder;
    private final Resources resources;
    private final List<RunOptions> optionsByBucket = new ArrayList<>();

    static DecodeStep bind(ModelSessions sessions, KeyValueCache cache, StepInputs inputs, Outputs outputs, int rows) {
        return Resources.owned(resources -> new DecodeStep(resources, sessions, cache, inputs, outputs, rows));
    }

    private DecodeStep(
            Resources resources,
            ModelSessions sessions,
            KeyValueCache cache,
            StepInputs inputs,
            Outputs outputs,
            int rows) {
        this.resources = resources;
        this.inputs = inputs;
        this.outputs = outputs;
        lengths = new LengthBuckets(cache.slotTokens());
        // INVARIANT: views are closed after the bindings that they are bound to.
        Resources views = resources.keep(Resources.none());
        embedding = resources.keep(sessions.embedding().newBinding());
        decoder = resources.keep(sessions.decoder().newBinding());
        inputs.bind(embedding, decoder, rows, views);
        cache.bind(decoder, 0, rows, views);
        outputs.bind(decoder, 0, rows, views);
        for (int bucket = 0; bucket < lengths.count(); bucket++) {
            optionsByBucket.add(resources.keep(RunOptions.ofGraph(graph(rows, lengths, bucket))));
        }
    }

    /** A number of its own for each number of rows and bucket of lengths, from 1. */
    static int graph(int rows, LengthBuckets lengths, int bucket) {
        return 1 + rows * lengths.count() + bucket;
    }

    void run(DecodeBatch batch, Stop stop) {
        int longest = 0;
        for (int row = 0; row < batch.rows(); row++) {
            longest = Math.max(longest, batch.length(row) + 1);
        }
        int bucket = lengths.number(longest);
        inputs.fill(batch, lengths.length(bucket));
        embedding.run();
        decoder.run(optionsByBucket.get(bucket), stop);
        outputs.download();
    }

    @Override
    public void close() {
        resources.close();
    }
}
