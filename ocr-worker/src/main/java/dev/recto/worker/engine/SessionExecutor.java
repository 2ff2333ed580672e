package dev.recto.worker.engine;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.decode.StepOutput;
import dev.recto.worker.graph.DecoderShape;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.model.Features;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Stop;
import dev.recto.worker.onnx.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps of a snapshot's decoder over one preallocated cache, which stays where the decoder computes. */
public final class SessionExecutor implements StepExecutor {
    private final Resources resources;
    private final ModelSessions sessions;
    private final PageEncoder encoder;
    private final KeyValueCache cache;
    private final StepInputs inputs;
    private final Outputs outputs;
    private final @Nullable DraftLayer drafts;
    private final List<PrefillStep> prefillsBySlot = new ArrayList<>();

    /** By number of rows; behind them those that feed drafts. */
    private final List<@Nullable DecodeStep> steps = new ArrayList<>();

    /** @throws dev.recto.worker.snapshot.SnapshotException if the snapshot cannot be used */
    public static SessionExecutor open(Path snapshot, ModelOptions options, int slots, int slotTokens) {
        return Resources.owned(resources -> new SessionExecutor(
                resources, resources.keep(ModelSessions.open(snapshot, options)), slots, slotTokens));
    }

    private SessionExecutor(Resources resources, ModelSessions sessions, int slots, int slotTokens) {
        this.resources = resources;
        this.sessions = sessions;
        encoder = new PageEncoder(sessions);
        cache = resources.keep(KeyValueCache.allocate(sessions, slots, slotTokens));
        int places = 1 + sessions.draftTokens();
        inputs = resources.keep(StepInputs.allocate(sessions, slots, places));
        outputs = resources.keep(Outputs.allocate(sessions, slots, places));
        steps.addAll(Collections.nCopies(2 * slots + 1, null));
        PromptInputs prompts = resources.keep(PromptInputs.allocate(sessions, slotTokens));
        for (int slot = 0; slot < slots; slot++) {
            prefillsBySlot.add(resources.keep(PrefillStep.bind(sessions, cache, prompts, outputs, slot)));
        }
        drafts = places == 1 ? null : resources.keep(DraftLayer.open(sessions, prompts, slots, slotTokens));
    }

    DecoderShape shape() {
        return sessions.shape();
    }

    VisibleStages stages() {
        return new VisibleStages(sessions, encoder);
    }

    @Override
    public int slots() {
        return cache.slots();
    }

    @Override
    public int slotTokens() {
        return cache.slotTokens();
    }

    @Override
    public List<Features> encode(List<ImageView> views, Stop stop) {
        return encoder.features(views, stop);
    }

    @Override
    public EncodedPrompt prompt(PreparedPage page, List<Features> features) {
        return encoder.prompt(page, features);
    }

    @Override
    public void prefill(int slot, EncodedPrompt prompt, int from, int count, Stop stop) {
        if (drafts == null) {
            prefill(slot, (Prompt) prompt, from, count, null, stop);
            return;
        }
        try (Tensor states = drafts.promptStates(count)) {
            prefill(slot, (Prompt) prompt, from, count, states, stop);
            drafts.prefill(slot, (Prompt) prompt, from, states, stop);
        }
    }

    private void prefill(int slot, Prompt prompt, int from, int count, @Nullable Tensor states, Stop stop) {
        prefillsBySlot.get(slot).run(prompt, from, count, states, stop);
        outputs.download(1);
    }

    @Override
    public int draftTokens() {
        return sessions.draftTokens();
    }

    @Override
    public void draft(DecodeBatch batch, Stop stop) {
        if (drafts != null) {
            drafts.draft(batch, stop);
        }
    }

    @Override
    public void decode(DecodeBatch batch, Stop stop) {
        int places = batch.places();
        int kind = places == 1 ? batch.rows() : slots() + batch.rows();
        DecodeStep step = steps.get(kind);
        States states = drafts == null ? null : drafts.states();
        if (step == null) {
            Rows rows = new Rows(0, batch.rows(), places);
            step = resources.keep(DecodeStep.bind(sessions, cache, inputs, outputs, states, rows));
            steps.set(kind, step);
        }
        step.run(batch, stop);
        if (states != null) {
            states.keep(batch, places);
        }
    }

    @Override
    public StepOutput output(int slot, int place) {
        return outputs.of(slot, place);
    }

    @Override
    public void close() {
        resources.close();
    }
}
