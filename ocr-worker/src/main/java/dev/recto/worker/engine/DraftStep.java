package dev.recto.worker.engine;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.decode.LengthBuckets;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Stop;
import java.util.ArrayList;
import java.util.List;

/**
 * Drafts for the first slots, bound once: a run over the places that were last fed, whose states are the decoder's, guesses the first token;
 * each further one is guessed from what the layer itself made of the one before.
 */
final class DraftStep implements AutoCloseable {
    private final int draftTokens;
    private final Rows fed;
    private final Rows further;
    private final LengthBuckets lengths;
    private final StepInputs inputs;
    private final DraftBuffers buffers;
    private final Resources resources;
    private final Binding fedEmbedding;
    private final Binding furtherEmbedding;

    /** One for all rows, or one for each. */
    private final List<Binding> overFed = new ArrayList<>();

    /** By whose turn it is to be read. */
    private final List<Binding> overFurther = new ArrayList<>();

    static DraftStep bind(ModelSessions sessions, KeyValueCache cache, States states, DraftBuffers buffers, int rows) {
        return Resources.owned(resources -> new DraftStep(resources, sessions, cache, states, buffers, rows));
    }

    private DraftStep(
            Resources resources,
            ModelSessions sessions,
            KeyValueCache cache,
            States states,
            DraftBuffers buffers,
            int rows) {
        this.resources = resources;
        this.buffers = buffers;
        draftTokens = sessions.draftTokens();
        fed = new Rows(0, rows, 1 + draftTokens);
        further = new Rows(0, rows, 1);
        lengths = new LengthBuckets(cache.places());
        inputs = buffers.inputs();
        // INVARIANT: views are closed after the bindings that they are bound to.
        Resources views = resources.keep(Resources.none());
        fedEmbedding = resources.keep(sessions.embedding().newBinding());
        inputs.bindEmbedding(fedEmbedding, fed, views);
        furtherEmbedding = resources.keep(sessions.embedding().newBinding());
        inputs.bindEmbedding(furtherEmbedding, further, views);
        for (Rows run : fed.runs(sessions)) {
            Binding layer = resources.keep(sessions.draft().newBinding());
            bind(layer, cache, run, 0, views);
            states.bindKept(layer, run, views);
            overFed.add(layer);
        }
        for (int turn = 0; turn < 2; turn++) {
            Binding layer = resources.keep(sessions.draft().newBinding());
            bind(layer, cache, further, 1 - turn, views);
            buffers.bindCarried(layer, turn, further, views);
            overFurther.add(layer);
        }
    }

    private void bind(Binding layer, KeyValueCache cache, Rows run, int written, Resources views) {
        inputs.bind(layer, run, views);
        inputs.bindAsked(layer, run, views);
        cache.bind(layer, run.first(), run.count(), views);
        buffers.bindOutputs(layer, written, run, views);
    }

    void run(DecodeBatch batch, Stop stop) {
        fillFed(batch);
        fedEmbedding.run();
        for (int i = 0; i < overFed.size(); i++) {
            if (overFed.size() == 1 || batch.standing(i) > 0) {
                overFed.get(i).run(stop);
            }
        }
        take(batch);
        for (int number = 1; number < draftTokens; number++) {
            fillFurther(batch, number);
            furtherEmbedding.run();
            overFurther.get((number - 1) % 2).run(stop);
            take(batch);
        }
    }

    /** Places that do not stand come last, where nothing sees them and the next run writes over them. */
    private void fillFed(DecodeBatch batch) {
        int places = fed.places();
        int longest = 0;
        for (int row = 0; row < batch.rows(); row++) {
            int standing = batch.standing(row);
            int before = batch.length(row) - standing;
            for (int place = 0; place < places; place++) {
                int token = place < standing ? batch.follower(row, place) : 0;
                inputs.place(row * places + place, token, batch.position(row) - standing + place);
            }
            inputs.last(row, before + places - 1);
            inputs.ask(row, (overFed.size() == 1 ? row * places : 0) + Math.max(0, standing - 1));
            longest = Math.max(longest, before + places);
        }
        send(longest);
    }

    private void fillFurther(DecodeBatch batch, int number) {
        int longest = 0;
        for (int row = 0; row < batch.rows(); row++) {
            int before = batch.length(row) + number - 1;
            int token = batch.standing(row) > 0 ? buffers.best(row) : 0;
            inputs.place(row, token, batch.position(row) + number - 1);
            inputs.last(row, before);
            inputs.ask(row, row);
            longest = Math.max(longest, before + 1);
        }
        send(longest);
    }

    private void send(int longest) {
        inputs.send(lengths.length(lengths.number(longest)));
    }

    private void take(DecodeBatch batch) {
        for (int row = 0; row < batch.rows(); row++) {
            if (batch.standing(row) > 0) {
                batch.draft(row, buffers.best(row));
            }
        }
    }

    @Override
    public void close() {
        resources.close();
    }
}
