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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model about pages. An answer that runs in circles is taken up once more from before the circle, less greedily; the page
 * is prepared once more for that, for its pixels as the model takes them are too many to keep.
 *
 * @param retry how the second try draws its tokens; empty for no second try
 */
record Answers(
        DecodingEngine engine,
        WaitingRoom room,
        PageProcessor processor,
        TextTokenizer tokenizer,
        GenerationOptions options,
        Optional<Sampling> retry) {

    /** Blocks until the model has answered. The prompt is the model's own where null. */
    Answer ask(RgbImage page, @Nullable String prompt, BooleanSupplier cancelled, Activity activity) {
        Question asked = submit(page, prompt, cancelled, ids -> new Generation(options, ids, cancelled));
        Generation first = await(asked, activity);
        TokenUsage usage = new TokenUsage(asked.promptTokens(), first.generatedTokens());
        if (first.finish() != FinishReason.LOOP || retry.isEmpty()) {
            return answer(first, usage, EnumSet.noneOf(PageFlag.class));
        }
        int[] beforeLoop = first.tokens();
        GenerationOptions less = options.withSampling(retry.get());
        Question askedAgain = submit(page, prompt, cancelled, ids -> new Generation(less, ids, cancelled, beforeLoop));
        Generation second = await(askedAgain, activity);
        TokenUsage again = new TokenUsage(askedAgain.promptTokens(), second.generatedTokens() - beforeLoop.length);
        return answer(second, usage.plus(again), EnumSet.of(PageFlag.RETRIED));
    }

    /** To be called when pages were cancelled; see {@link DecodingEngine#dropCancelled}. */
    CompletableFuture<?> dropCancelled() {
        room.dropCancelled();
        return engine.dropCancelled();
    }

    private Question submit(
            RgbImage page, @Nullable String prompt, BooleanSupplier cancelled, Function<int[], Generation> answer) {
        WaitingRoom.Place place = room.enter(cancelled);
        try {
            PreparedPage prepared = processor.prepare(page, prompt);
            int[] ids = prepared.inputIds();
            Generation generation = answer.apply(ids);
            Instant now = Instant.now();
            return new Question(
                    now,
                    prepared.views().size(),
                    ids.length,
                    generation,
                    engine.submit(prepared, generation, place::close));
        } catch (RuntimeException | Error e) {
            place.close();
            throw e;
        }
    }

    private static Generation await(Question question, Activity activity) {
        try {
            PageTimes times = question.times().join();
            EngineSpans.tell(activity, question, times);
            return question.answer();
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
