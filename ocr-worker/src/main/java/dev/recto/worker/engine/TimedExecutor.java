package dev.recto.worker.engine;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.model.Features;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.onnx.Stop;
import java.util.List;

/** Tells a listener how long each call took that succeeded, not counting what it waited for others before. */
record TimedExecutor(StepExecutor executor, EngineListener listener) implements DelegatingExecutor {
    @Override
    public List<Features> encode(List<ImageView> views, Stop stop) {
        long began = System.nanoTime();
        List<Features> features = executor.encode(views, stop);
        listener.encoded(views.size(), System.nanoTime() - began);
        return features;
    }

    @Override
    public EncodedPrompt prompt(PreparedPage page, List<Features> features) {
        long began = System.nanoTime();
        EncodedPrompt prompt = executor.prompt(page, features);
        listener.embedded(System.nanoTime() - began);
        return prompt;
    }

    @Override
    public void prefill(int slot, EncodedPrompt prompt, int from, int count, Stop stop) {
        long began = System.nanoTime();
        executor.prefill(slot, prompt, from, count, stop);
        listener.prefilled(count, System.nanoTime() - began);
    }

    @Override
    public void decode(DecodeBatch batch, Stop stop) {
        long began = System.nanoTime();
        executor.decode(batch, stop);
        listener.decoded(batch.rows(), System.nanoTime() - began);
    }

    @Override
    public void draft(DecodeBatch batch, Stop stop) {
        long began = System.nanoTime();
        executor.draft(batch, stop);
        listener.drafted(batch.rows(), System.nanoTime() - began);
    }
}
