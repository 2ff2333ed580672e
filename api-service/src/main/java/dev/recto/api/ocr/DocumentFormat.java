package dev.recto.api.ocr;

import dev.recto.api.ocr.answer.TextFormat;
import dev.recto.api.web.input.Word;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a document that was read can be had as. */
enum DocumentFormat implements Word {
    MARKDOWN(TextFormat.MARKDOWN),
    TEXT(TextFormat.PLAIN),
    HTML(TextFormat.HTML),
    /** The document itself, with its text beneath. */
    PDF(null);

    private final @Nullable TextFormat text;

    DocumentFormat(@Nullable TextFormat text) {
        this.text = text;
    }

    /** Nothing where it is no text. */
    Optional<TextFormat> text() {
        return Optional.ofNullable(text);
    }
}
