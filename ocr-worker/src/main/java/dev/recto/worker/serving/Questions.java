package dev.recto.worker.serving;

import dev.recto.tracing.Activity;
import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.model.ViewFeatures;
import dev.recto.worker.reader.Cancellation;
import org.jspecify.annotations.Nullable;

/** What is asked about one page, at once or one after the other: each question takes its turn among those of all pages. */
record Questions(Answers answers, Turns.Line line, Cancellation cancellation, Activity activity) {
    static Questions about(Answers answers, Turns turns, Cancellation cancellation, Activity activity) {
        return new Questions(answers, turns.line(cancellation), cancellation, activity);
    }

    /** The same page, asked with other options. */
    Questions with(GenerationOptions options) {
        return new Questions(answers.with(options), line, cancellation, activity);
    }

    /** Blocks. Pixels are not cut out before it is their turn. The prompt is the model's own where null. */
    Answer ask(Pixels pixels, @Nullable String prompt) {
        return ask(pixels, prompt, null);
    }

    /** The same about pixels that are asked about more than once, see {@link Answers#ask}. */
    Answer ask(Pixels pixels, @Nullable String prompt, @Nullable ViewFeatures features) {
        try (Turns.Turn _ = line.take()) {
            return answers.ask(pixels.cut(), prompt, features, cancellation, activity);
        }
    }

    interface Pixels {
        RgbImage cut();
    }
}
