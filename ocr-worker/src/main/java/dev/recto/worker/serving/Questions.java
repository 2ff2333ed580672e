package dev.recto.worker.serving;

import dev.recto.model.Box;
import dev.recto.tracing.Activity;
import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.model.ViewFeatures;
import dev.recto.worker.reader.Cancellation;
import java.util.function.Supplier;
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

    /**
     * About the whole page. Blocks.
     *
     * @param prompt the model's own where null
     * @param features see {@link Answers#ask}
     */
    Answer ask(RgbImage page, @Nullable String prompt, @Nullable ViewFeatures features) {
        return ask(() -> page, prompt, features);
    }

    /** About a part of the page, which is not cut out before it is its turn. Blocks. */
    Answer ask(RgbImage page, Box part, @Nullable String prompt) {
        return ask(() -> page.crop(part.left(), part.top(), part.width(), part.height()), prompt, null);
    }

    private Answer ask(Supplier<RgbImage> pixels, @Nullable String prompt, @Nullable ViewFeatures features) {
        try (Turns.Turn _ = line.take()) {
            return answers.ask(pixels.get(), prompt, features, cancellation, activity);
        }
    }
}
