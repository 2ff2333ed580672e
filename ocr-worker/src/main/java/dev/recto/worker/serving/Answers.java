package dev.recto.worker.serving;

import dev.recto.model.PageFlag;
import dev.recto.model.TokenUsage;
import dev.recto.tracing.Activity;
import dev.recto.worker.decode.FinishReason;
import dev.recto.worker.decode.Generation;
import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.engine.DecodingEngine;
import dev.recto.worker.engine.PageTimes;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.model.ModelText;
import dev.recto.worker.model.PageProcessor;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.model.TextTokenizer;
import dev.recto.worker.model.ViewFeatures;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.threads.Futures;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model about pages.
 *
 * @param room in front of the vision towers, where pages wait with their pixels as the model takes them, which is eight times what
 *     is drawn: so there are few places, first come first served
 */
record Answers(
        DecodingEngine engine,
        Turns room,
        PageProcessor processor,
        TextTokenizer tokenizer,
        GenerationOptions options,
        Savings savings) {

    /** The same model, which draws its tokens in another way. */
    Answers with(GenerationOptions others) {
        return new Answers(engine, room, processor, tokenizer, others, savings);
    }

    /** Blocks until the model has answered. The prompt is the model's own where null. */
    Answer ask(RgbImage page, @Nullable String prompt, Cancellation cancellation, Activity activity) {
        return ask(page, prompt, null, cancellation, activity);
    }

    /** @param features of the page, where it is asked about more than once: it goes through the vision towers the first time only */
    Answer ask(
            RgbImage page,
            @Nullable String prompt,
            @Nullable ViewFeatures features,
            Cancellation cancellation,
            Activity activity) {
        Question asked = submit(page, prompt, features, cancellation);
        Generation answer = await(asked, activity);
        TokenUsage usage = new TokenUsage(asked.promptTokens(), answer.generatedTokens());
        Set<PageFlag> flags = savings.flags(page);
        if (answer.retried()) {
            flags.add(PageFlag.RETRIED);
        }
        return answer(answer, usage, flags);
    }

    private Question submit(
            RgbImage page, @Nullable String prompt, @Nullable ViewFeatures features, Cancellation cancellation) {
        Turns.Turn place = room.line(cancellation).take();
        try {
            PreparedPage prepared =
                    processor.prepare(savings.reduced(page), prompt).withFeatures(features);
            int[] ids = prepared.inputIds();
            Generation generation = new Generation(options, ids, cancellation::requested);
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
        PageTimes times = Futures.join(question.times());
        EngineSpans.tell(activity, question, times);
        return question.answer();
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
