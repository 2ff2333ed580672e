package dev.recto.worker.decode;

import dev.recto.model.Confidence;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One page's answer while it grows. Not thread-safe: whoever drives the model owns it until the answer has ended.
 */
public final class Generation implements TokenChooser {
    private final GenerationOptions options;
    private final BooleanSupplier cancelled;
    private final int[] beginning;
    private final TokenList tokens = new TokenList();
    private final int[] prompt;
    private RepetitionPenalty penalty;
    private TokenSampler sampler;
    private @Nullable LoopDetector loops;
    private final ProbabilityScore score = new ProbabilityScore();
    private int maximumTokens;
    private int kept;
    private int forgotten;
    private int takenBack;
    private boolean retried;
    private @Nullable FinishReason finish;

    /** An answer to the prompt, as long as nobody cancels it. */
    public Generation(GenerationOptions options, int[] prompt, BooleanSupplier cancelled) {
        this(options, prompt, cancelled, new int[0]);
    }

    /** An answer whose beginning is given: the model is fed these tokens whatever it would say itself. */
    public Generation(GenerationOptions options, int[] prompt, BooleanSupplier cancelled, int[] beginning) {
        this.options = options;
        this.cancelled = cancelled;
        this.beginning = beginning.clone();
        this.prompt = prompt;
        this.sampler = new TokenSampler(options.sampling());
        this.maximumTokens = options.maximumTokens();
        this.loops = options.loopLimits().map(LoopDetector::new).orElse(null);
        this.penalty = penalty(new int[0]);
    }

    private RepetitionPenalty penalty(int[] answer) {
        RepetitionPenalty all = new RepetitionPenalty(options.repetitionPenalty());
        for (int id : prompt) {
            all.add(id);
        }
        for (int id : answer) {
            all.add(id);
        }
        return all;
    }

    @Override
    public void room(int newTokens) {
        maximumTokens = Math.min(maximumTokens, newTokens);
    }

    @Override
    public boolean accept(StepOutput output) {
        if (finish != null) {
            throw new IllegalStateException("the answer has ended");
        }
        // The softmax of logits of which one is not finite is NaN, whose largest is NaN or the least there is.
        if (!(output.bestProbability() > 0)) {
            throw new ArithmeticException("the model's logits are not finite");
        }
        if (tokens.size() < beginning.length) {
            return append(beginning[tokens.size()], output);
        }
        Set<Integer> banned = options.ngramBan().map(ban -> ban.banned(tokens)).orElse(Set.of());
        if (sampler.isGreedy() && penalty.isNone() && !banned.contains(output.best())) {
            return append(output.best(), output);
        }
        return append(sampler.draw(likely(output, banned), () -> row(output, banned)), output);
    }

    private @Nullable LikelyTokens likely(StepOutput output, Set<Integer> banned) {
        TopLogits top = penalty.raises() ? null : output.top();
        return top == null ? null : new LikelyTokens(top, penalty, banned, output.bestProbability());
    }

    private float[] row(StepOutput output, Set<Integer> banned) {
        float[] logits = output.logits();
        penalty.apply(logits);
        banned.forEach(id -> logits[id] = Float.NEGATIVE_INFINITY);
        return logits;
    }

    private boolean append(int token, StepOutput output) {
        score.add(probability(token, output));
        return append(token);
    }

    private static double probability(int token, StepOutput output) {
        if (token == output.best()) {
            return output.bestProbability();
        }
        TopLogits top = output.top();
        if (top != null && !Float.isNaN(top.logitOf(token))) {
            return output.bestProbability() * Math.exp(top.logitOf(token) - top.largest());
        }
        float[] logits = output.logits();
        return output.bestProbability() * Math.exp(logits[token] - logits[output.best()]);
    }

    private boolean append(int token) {
        tokens.add(token);
        penalty.add(token);
        if (options.endTokens().contains(token)) {
            kept = tokens.size() - 1;
            finish = FinishReason.END;
            return false;
        }
        kept = tokens.size();
        OptionalInt beforeLoop = loops == null ? OptionalInt.empty() : loops.check(tokens);
        if (beforeLoop.isPresent()) {
            kept = beforeLoop.getAsInt();
            if (retried || options.secondTry().isEmpty()) {
                finish = FinishReason.LOOP;
            } else {
                tryAgain(options.secondTry().get());
            }
        } else if (tokens.size() >= maximumTokens) {
            finish = FinishReason.LENGTH;
        }
        return finish == null;
    }

    /** Goes on from before the loop, as if the tokens behind had never been. */
    private void tryAgain(Sampling sampling) {
        retried = true;
        takenBack = tokens.size() - kept;
        forgotten += takenBack;
        tokens.keep(kept);
        score.keep(kept);
        penalty = penalty(tokens());
        sampler = new TokenSampler(sampling);
        loops = options.loopLimits().map(LoopDetector::new).orElse(null);
    }

    @Override
    public int takenBack() {
        int count = takenBack;
        takenBack = 0;
        return count;
    }

    @Override
    public boolean cancelled() {
        return cancelled.getAsBoolean();
    }

    @Override
    public int lastToken() {
        return tokens.get(tokens.size() - 1);
    }

    /** How many tokens the model generated, end token and loops included. */
    public int generatedTokens() {
        return forgotten + tokens.size();
    }

    /** Whether the answer ran in circles and was taken up once more. */
    public boolean retried() {
        return retried;
    }

    /** The answer: without end token, a loop's piece once. */
    public int[] tokens() {
        return tokens.first(kept);
    }

    /** Null while the answer grows. */
    public @Nullable FinishReason finish() {
        return finish;
    }

    /** What the model thought of its tokens before anything was forbidden or made less likely; null before the first. */
    public @Nullable Confidence confidence() {
        return score.confidence();
    }
}
