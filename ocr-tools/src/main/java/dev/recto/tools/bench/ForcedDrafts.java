package dev.recto.tools.bench;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.engine.DelegatingExecutor;
import dev.recto.worker.engine.EncodedPrompt;
import dev.recto.worker.engine.StepExecutor;
import dev.recto.worker.model.Features;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.onnx.Stop;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * An executor some of whose drafts are right, whatever its draft layer says, which has to say it all the same: for that one costs, and
 * has learned nothing where weights are random.
 */
public final class ForcedDrafts implements DelegatingExecutor {
    private final StepExecutor executor;
    private final Function<PreparedPage, int[]> answers;
    private final double share;
    private final Random random = new Random(1);
    private final Map<EncodedPrompt, Known> prompts = new ConcurrentHashMap<>();
    private final Known[] slots;

    private record Known(int promptTokens, int[] answer) {}

    /**
     * @param answers a page's tokens, as they are without drafts
     * @param share of tokens that are drafted as they are there, each by itself
     */
    public ForcedDrafts(StepExecutor executor, Function<PreparedPage, int[]> answers, double share) {
        this.executor = executor;
        this.answers = answers;
        this.share = share;
        slots = new Known[executor.slots()];
    }

    @Override
    public StepExecutor executor() {
        return executor;
    }

    @Override
    public void draft(DecodeBatch batch, Stop stop) {
        executor.draft(batch, stop);
        for (int row = 0; row < batch.rows(); row++) {
            for (int number = 0; number < batch.drafted(row); number++) {
                int place = batch.length(row) - slots[row].promptTokens() + 1 + number;
                int[] answer = slots[row].answer();
                int right = place < answer.length ? answer[place] : 0;
                batch.redraft(row, number, random.nextDouble() < share ? right : wrong(right));
            }
        }
    }

    private static int wrong(int token) {
        return token == 0 ? 1 : token - 1;
    }

    @Override
    public EncodedPrompt prompt(PreparedPage page, List<Features> features) {
        EncodedPrompt prompt = executor.prompt(page, features);
        prompts.put(prompt, new Known(page.inputIds().length, answers.apply(page)));
        return prompt;
    }

    @Override
    public void prefill(int slot, EncodedPrompt prompt, int from, int count, Stop stop) {
        slots[slot] = prompts.get(prompt);
        executor.prefill(slot, prompt, from, count, stop);
    }
}
