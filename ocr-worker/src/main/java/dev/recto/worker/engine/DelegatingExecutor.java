package dev.recto.worker.engine;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.decode.StepOutput;
import dev.recto.worker.model.Features;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.onnx.Stop;
import java.util.List;

/** An executor that leaves to another one whatever it does not do itself. */
public interface DelegatingExecutor extends StepExecutor {
    StepExecutor executor();

    @Override
    default int slots() {
        return executor().slots();
    }

    @Override
    default int slotTokens() {
        return executor().slotTokens();
    }

    @Override
    default List<Features> encode(List<ImageView> views, Stop stop) {
        return executor().encode(views, stop);
    }

    @Override
    default EncodedPrompt prompt(PreparedPage page, List<Features> features) {
        return executor().prompt(page, features);
    }

    @Override
    default void prefill(int slot, EncodedPrompt prompt, int from, int count, Stop stop) {
        executor().prefill(slot, prompt, from, count, stop);
    }

    @Override
    default int draftTokens() {
        return executor().draftTokens();
    }

    @Override
    default void draft(DecodeBatch batch, Stop stop) {
        executor().draft(batch, stop);
    }

    @Override
    default void decode(DecodeBatch batch, Stop stop) {
        executor().decode(batch, stop);
    }

    @Override
    default StepOutput output(int slot, int place) {
        return executor().output(slot, place);
    }

    @Override
    default void close() {
        executor().close();
    }
}
