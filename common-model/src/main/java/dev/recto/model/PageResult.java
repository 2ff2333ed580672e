package dev.recto.model;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was read on one page.
 *
 * @param blocks in reading order, not overlapping; they need not cover the whole markdown, and are empty where the model finds none
 * @param hyperlinks targets of the page's links
 * @param confidence null where the engine can't tell
 * @param words scores of words in order of their place, empty where the engine can't tell
 * @param annotation the model's answer to {@link ReadOptions#annotationPrompt()}, as it came; null if not asked for
 * @param textLayerMismatch how much of what is read and of what a PDF claims to show, 0..1, is in one of the two only; null where they agree
 * @param language that the page was read in, as Tesseract names it; null from an engine that reads in all of them
 * @param milliseconds time from taking the task to the end of reading
 */
public record PageResult(
        String markdown,
        PageDimensions dimensions,
        List<Block> blocks,
        List<Picture> pictures,
        List<String> hyperlinks,
        @Nullable Confidence confidence,
        List<WordScore> words,
        @Nullable String annotation,
        TokenUsage usage,

        @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL) @JsonSetter(contentNulls = Nulls.SKIP)
        Set<PageFlag> flags,

        long milliseconds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double textLayerMismatch,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String language) {
    /** What a document or a model puts into its texts must not keep the page from being kept; places in the markdown stay. */
    public PageResult {
        markdown = CleanText.of(markdown);
        hyperlinks = hyperlinks.stream().map(CleanText::of).toList();
        annotation = annotation == null ? null : CleanText.of(annotation);
    }

    /** Of a page that shows what it claims to. */
    public PageResult(
            String markdown,
            PageDimensions dimensions,
            List<Block> blocks,
            List<Picture> pictures,
            List<String> hyperlinks,
            @Nullable Confidence confidence,
            List<WordScore> words,
            @Nullable String annotation,
            TokenUsage usage,
            Set<PageFlag> flags,
            long milliseconds) {
        this(
                markdown,
                dimensions,
                blocks,
                pictures,
                hyperlinks,
                confidence,
                words,
                annotation,
                usage,
                flags,
                milliseconds,
                null,
                null);
    }

    public PageResult withBlocks(List<Block> others) {
        return new PageResult(
                markdown,
                dimensions,
                others,
                pictures,
                hyperlinks,
                confidence,
                words,
                annotation,
                usage,
                flags,
                milliseconds,
                textLayerMismatch,
                language);
    }

    /** The same at the cost of these tokens. */
    public PageResult withUsage(TokenUsage other) {
        return new PageResult(
                markdown,
                dimensions,
                blocks,
                pictures,
                hyperlinks,
                confidence,
                words,
                annotation,
                other,
                flags,
                milliseconds,
                textLayerMismatch,
                language);
    }
}
