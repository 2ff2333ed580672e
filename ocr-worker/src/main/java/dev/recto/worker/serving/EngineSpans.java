package dev.recto.worker.serving;

import dev.recto.tracing.Activity;
import dev.recto.tracing.Attribute;
import dev.recto.worker.decode.FinishReason;
import dev.recto.worker.decode.Generation;
import dev.recto.worker.engine.PageTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** What a page went through in the engine, told when it is over: the engine itself knows nothing of spans. */
final class EngineSpans {
    private final Activity page;
    private Instant at;

    private EngineSpans(Activity page, Instant submitted) {
        this.page = page;
        this.at = submitted;
    }

    static void tell(Activity page, Question question, PageTimes times) {
        EngineSpans spans = new EngineSpans(page, question.submitted());
        spans.after(times.waiting())
                .stage(
                        "vision",
                        times.encoding(),
                        vision -> vision.with(Attribute.VIEWS, question.views())
                                .with(
                                        Attribute.QUEUE_MILLISECONDS,
                                        times.waiting().toMillis()));
        spans.after(times.seating())
                .stage(
                        "prefill",
                        times.prefilling(),
                        prefill -> prefill.with(Attribute.PROMPT_TOKENS, question.promptTokens())
                                .with(
                                        Attribute.SLOT_MILLISECONDS,
                                        times.seating().toMillis()));
        spans.stage("decode", times.decoding(), decode -> ended(decode, question.answer()));
    }

    private static Activity ended(Activity decode, Generation generation) {
        decode.with(Attribute.TOKENS, generation.generatedTokens());
        FinishReason finish = generation.finish();
        return finish == null ? decode : decode.with(Attribute.FINISH, finish);
    }

    private EngineSpans after(Duration pause) {
        at = at.plus(pause);
        return this;
    }

    private void stage(String name, Duration time, UnaryOperator<Activity> figures) {
        Activity stage = figures.apply(page.child(name, at));
        at = at.plus(time);
        stage.end(at);
    }
}
