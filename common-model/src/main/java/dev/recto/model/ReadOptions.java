package dev.recto.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a page is to be read.
 *
 * @param prompt instruction in place of the model's own, null for the model's own
 * @param annotationPrompt instruction whose answer becomes {@link PageResult#annotation()}; null for no annotation
 * @param annotationSchema JSON Schema (as text) that the annotation should follow
 * @param pictureAnnotation what is asked about each picture; null for nothing
 * @param skipSpecialTokens whether the model's special tokens are removed from the text
 * @param textLayer whether a PDF's own text layer is taken instead of reading the pixels
 * @param header whether what repeats at the top of pages is read where a model would leave it out
 * @param footer the same for what is at the bottom
 * @param crops whether the pixels of pictures are stored under {@link ObjectKeys#crop}
 * @param checkedTextLayer whether the text layer is taken where it agrees with what is read
 * @param languages that the page may be written in, as Tesseract names them, the likeliest first; none where nobody said
 */
public record ReadOptions(
        @Nullable String prompt,
        @Nullable String annotationPrompt,
        @Nullable String annotationSchema,
        @Nullable PictureAnnotation pictureAnnotation,
        boolean skipSpecialTokens,
        boolean textLayer,
        boolean crops,
        boolean header,
        boolean footer,
        boolean checkedTextLayer,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> languages) {
    public static final ReadOptions DEFAULT = new ReadOptions(null, null, null, null, true, false, false);

    /** Those who know of no languages name none. */
    public ReadOptions {
        languages = List.copyOf(Objects.requireNonNullElse(languages, List.of()));
    }

    /** The same in languages of another choice. */
    public ReadOptions withLanguages(List<String> others) {
        return new ReadOptions(
                prompt,
                annotationPrompt,
                annotationSchema,
                pictureAnnotation,
                skipSpecialTokens,
                textLayer,
                crops,
                header,
                footer,
                checkedTextLayer,
                others);
    }

    /** In any language, without furniture that a model leaves out, and without a look at the text layer. */
    public ReadOptions(
            @Nullable String prompt,
            @Nullable String annotationPrompt,
            @Nullable String annotationSchema,
            @Nullable PictureAnnotation pictureAnnotation,
            boolean skipSpecialTokens,
            boolean textLayer,
            boolean crops) {
        this(
                prompt,
                annotationPrompt,
                annotationSchema,
                pictureAnnotation,
                skipSpecialTokens,
                textLayer,
                crops,
                false,
                false,
                false,
                List.of());
    }
}
