package dev.recto.worker.engine;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.decode.LengthBuckets;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.RunOptions;
import dev.recto.worker.onnx.Stop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The step that feeds tokens to each of the first slots, as many to each; bound once, so that running it allocates nothing. Its
 * runs for one bucket of lengths differ in nothing but what its inputs hold, so that a device can replay them.
 */
final class DecodeStep implements AutoCloseable {
    private final LengthBuckets lengths;
    private final Rows rows;
    private final StepInputs inputs;
    private final Outputs outputs;
    private final Binding embedding;

    /** One for all rows, or one for each. */
    private final List<Binding> decoders = new ArrayList<>();

    private final Resources resources;
    private final List<RunOptions> optionsByBucket = new ArrayList<>();

    static DecodeStep bind(
            ModelSessions sessions,
            KeyValueCache cache,
            StepInputs inputs,
            Outputs outputs,
            @Nullable States states,
            Rows rows) {
        return Resources.owned(resources -> new DecodeStep(resources, sessions, cache, inputs, outputs, states, rows));
    }

    private DecodeStep(
            Resources resources,
            ModelSessions sessions,
            KeyValueCache cache,
            StepInputs inputs,
            Outputs outputs,
            @Nullable States states,
            Rows rows) {
        this.resources = resources;
        this.inputs = inputs;
        this.outputs = outputs;
        this.rows = rows;
        lengths = new LengthBuckets(cache.places());
        // INVARIANT: views are closed after the bindings that they are bound to.
        Resources views = resources.keep(Resources.none());
        embedding = resources.keep(sessions.embedding().newBinding());
        inputs.bindEmbedding(embedding, rows, views);
        for (Rows part : rows.runs(sessions)) {
            Binding decoder = resources.keep(sessions.decoder().newBinding());
            inputs.bind(decoder, part, views);
            cache.bind(decoder, part.first(), part.count(), views);
            outputs.bind(decoder, part, views);
            if (states != null) {
                inputs.bindAllAsked(decoder, part, views);
                states.bind(decoder, part, views);
            }
            decoders.add(decoder);
        }
        for (int bucket = 0; bucket < lengths.count(); bucket++) {
            optionsByBucket.add(resources.keep(RunOptions.ofGraph(graph(rows.count(), lengths, bucket))));
        }
    }

    /** A number of its own for each number of rows and bucket of lengths, from 1. */
    static int graph(int rows, LengthBuckets lengths, int bucket) {
        return 1 + rows * lengths.count() + bucket;
    }

    void run(DecodeBatch batch, Stop stop) {
        int places = rows.places();
        int longest = 0;
        for (int row = 0; row < rows.count(); row++) {
            for (int place = 0; place < places; place++) {
                inputs.place(row * places + place, batch.token(row, place), batch.position(row) + place);
            }
            inputs.last(row, batch.length(row) + places - 1);
            longest = Math.max(longest, batch.length(row) + places);
        }
        int bucket = lengths.number(longest);
        inputs.send(lengths.length(bucket));
        embedding.run();
        for (int i = 0; i < decoders.size(); i++) {
            if (decoders.size() == 1 || batch.busy(i)) {
                decoders.get(i).run(optionsByBucket.get(bucket), stop);
            }
        }
        outputs.download(places);
    }

    @Override
    public void close() {
        resources.close();
    }
}
