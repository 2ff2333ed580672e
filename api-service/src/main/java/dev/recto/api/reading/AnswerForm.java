package dev.recto.api.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an answer is to look; stored with its job, as JSON.
 *
 * @param pictures whether pictures come with their pixels
 * @param blocks whether blocks are listed, and pictures without their pixels too
 * @param tables what tables become when they move out of the markdown; null if they stay
 * @param scores which confidence scores are listed; null for none
 * @param imageLimit most pictures per page, null for all
 * @param imageMinSize pixels that both sides of a picture must have
 * @param text as asked for; null stands for markdown
 * @param annotation whether {@code document_annotation} was asked for
 * @param pictureAnnotations whether {@code image_annotation} was asked for
 * @param docling hints for a model that takes them, else null
 * @param unfollowed instructions that were given and that the model can't follow, by their field
 * @param regions whether the model finds the regions of a page and reads them one by one; null where an upstream reads
 */
public record AnswerForm(
        Dialect dialect,
        boolean pictures,
        boolean blocks,
        @Nullable TableFormat tables,
        boolean header,
        boolean footer,
        @Nullable Granularity scores,
        @Nullable Integer imageLimit,
        int imageMinSize,
        boolean annotation,
        boolean pictureAnnotations,
        boolean skipSpecialTokens,
        boolean textLayer,
        boolean checkedTextLayer,
        @Nullable TextFormat text,
        @Nullable DoclingHints docling,
        List<String> unfollowed,
        @Nullable Boolean regions) {
    /** The instruction where a schema is given without one. */
    public static final String FILL_SCHEMA = "Answer with JSON that follows the given schema, filled from this page.";

    public AnswerForm withoutHints() {
        return with(null, unfollowed, regions);
    }

    public AnswerForm withUnfollowed(List<String> fields) {
        return with(docling, fields, regions);
    }

    public AnswerForm withRegions(boolean found) {
        return with(docling, unfollowed, found);
    }

    /**
     * The same pictures, and of all else only markdown without headers and footers.
     *
     * @param pixels whether pictures come with theirs
     */
    public AnswerForm ofOneText(boolean pixels) {
        return new AnswerForm(
                Dialect.V1,
                pixels,
                false,
                null,
                true,
                true,
                null,
                imageLimit,
                imageMinSize,
                false,
                false,
                skipSpecialTokens,
                textLayer,
                checkedTextLayer,
                TextFormat.MARKDOWN,
                null,
                List.of(),
                regions);
    }

    private AnswerForm with(@Nullable DoclingHints hints, List<String> fields, @Nullable Boolean found) {
        return new AnswerForm(
                dialect,
                pictures,
                blocks,
                tables,
                header,
                footer,
                scores,
                imageLimit,
                imageMinSize,
                annotation,
                pictureAnnotations,
                skipSpecialTokens,
                textLayer,
                checkedTextLayer,
                text,
                hints,
                fields,
                found);
    }

    /** Whose shape the answer has. */
    public enum Dialect {
        V1,
        V2
    }

    /** What the text of a page is written in. */
    public enum TextFormat {
        MARKDOWN,
        TEXT
    }

    public enum TableFormat {
        MARKDOWN,
        HTML
    }

    public enum Granularity {
        PAGE,
        BLOCK,
        WORD
    }

    public boolean listsPictures() {
        return pictures || blocks || pictureAnnotations || dialect == Dialect.V2;
    }
}
