package dev.recto.worker.serving;

import dev.recto.worker.model.deepseek.DeepSeekProcessor;
import dev.recto.worker.model.family.Family;
import dev.recto.worker.model.glm.GlmProcessor;
import dev.recto.worker.regions.AnswerStyle;
import dev.recto.worker.regions.Treatment;
import org.jspecify.annotations.Nullable;

/** What a family is asked about a region, by what it is; null where it is asked nothing but what it sees. */
record RegionPrompts(
        @Nullable String text,
        @Nullable String table,
        @Nullable String formula,
        AnswerStyle style) {
    static RegionPrompts of(Family family) {
        return switch (family) {
            case GLM ->
                new RegionPrompts(GlmProcessor.TEXT, GlmProcessor.TABLE, GlmProcessor.FORMULA, AnswerStyle.PLAIN);
            case LIGHTON -> new RegionPrompts(null, null, null, AnswerStyle.MARKDOWN);
            case DEEPSEEK -> always(DeepSeekProcessor.FREE_TEXT);
        };
    }

    private static RegionPrompts always(String prompt) {
        return new RegionPrompts(prompt, prompt, prompt, AnswerStyle.MARKDOWN);
    }

    @Nullable
    String about(Treatment treatment) {
        return switch (treatment) {
            case TEXT, LEFT_OUT -> text;
            case TABLE -> table;
            case FORMULA -> formula;
            case PICTURE -> throw new IllegalArgumentException("pictures are not read");
        };
    }
}
