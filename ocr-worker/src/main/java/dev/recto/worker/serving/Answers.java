package dev.recto.worker.serving;

import dev.recto.model.PageFlag;
import dev.recto.model.TokenUsage;
import dev.recto.tracing.Activity;
import dev.recto.worker.decode.FinishReason;
import dev.recto.worker.decode.Generation;
import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.decode.Sampling;
import dev.recto.worker.engine.DecodingEngine;
import dev.recto.worker.engine.PageTimes;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.model.ModelText;
import dev.recto.worker.model.PageProcessor;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.model.TextTokenizer;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model about pages. An answer that runs in circles is taken up once more from before the circle, less greedily.
 *
 * @param retry how the second try draws its tokens; empty for no second try
 */
record Answers(
        DecodingEngine engine,
        PageProcessor processor,
        TextTokenizer tokenizer,
        GenerationOptions options,
        Optional<Sampling> retry) {

    /** Blocks until the model has answered. The prompt is the model's own where null. */
    Answer ask(RgbImage page, @Nullable String prompt, BooleanSupplier cancelled, Activity activity) {
        PreparedPage prepared = processor.prepare(page, prompt);
        int promptTokens = prepared.inputIds().length;
        Generation first = run(prepared, new Generation(options, prepared.inputIds(), cancelled), activity);
        TokenUsage usage = new TokenUsage(promptTokens, first.generatedTokens());
        if (first.finish() != FinishReason.LOOP || retry.isEmpty()) {
            return answer(first, usage, EnumSet.noneOf(PageFlag.class));
        }
        int[] beforeLoop = first.tokens();
        Generation second = run(
                prepared,
                new Generation(options.withSampling(retry.get()), prepared.inputIds(), cancelled, beforeLoop),
                activity);
        TokenUsage again = new TokenUsage(promptTokens, second.generatedTokens() - beforeLoop.length);
        return answer(second, usage.plus(again), EnumSet.of(PageFlag.RETRIED));
    }

    private Generation run(PreparedPage prepared, Generation generation, Activity activity) {
        try {
            Instant submitted = Instant.now();
            PageTimes times = engine.submit(prepared, generation).join();
            EngineSpans.tell(activity, submitted, prepared, times, generation);
            return generation;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Answer answer(Generation generation, TokenUsage usage, Set<PageFlag> flags) {
        if (generation.finish() == FinishReason.LOOP) {
            flags.add(PageFlag.REPETITION);
        } else if (generation.finish() == FinishReason.LENGTH) {
            flags.add(PageFlag.TRUNCATED);
        }
        int[] tokens = generation.tokens();
        ModelText text = new ModelText(tokenizer.decode(tokens, false), tokenizer.decode(tokens, true));
        return new Answer(text, generation.confidence(), usage, flags);
    }
}
