package dev.recto.worker.reader;

import dev.recto.model.Block;
import dev.recto.model.Confidence;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageFlag;
import dev.recto.model.PageResult;
import dev.recto.model.Picture;
import dev.recto.model.TokenUsage;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an engine read on a page; the fields are those of {@link dev.recto.model.PageResult}.
 *
 * @param words in order of their place in the markdown, empty where the engine can't tell where they stand
 */
public record PageReading(
        String markdown,
        PageDimensions dimensions,
        List<Block> blocks,
        List<Picture> pictures,
        @Nullable Confidence confidence,
        List<ReadWord> words,
        @Nullable String annotation,
        TokenUsage usage,
        Set<PageFlag> flags,
        @Nullable String language) {
    /** In whatever language. */
    public PageReading(
            String markdown,
            PageDimensions dimensions,
            List<Block> blocks,
            List<Picture> pictures,
            @Nullable Confidence confidence,
            List<ReadWord> words,
            @Nullable String annotation,
            TokenUsage usage,
            Set<PageFlag> flags) {
        this(markdown, dimensions, blocks, pictures, confidence, words, annotation, usage, flags, null);
    }

    /** A page without text. */
    public static PageReading empty(PageDimensions dimensions, Set<PageFlag> flags) {
        return new PageReading("", dimensions, List.of(), List.of(), null, List.of(), null, TokenUsage.NONE, flags);
    }

    public PageReading withFlags(Set<PageFlag> others) {
        Set<PageFlag> all = EnumSet.noneOf(PageFlag.class);
        all.addAll(flags);
        all.addAll(others);
        return new PageReading(
                markdown, dimensions, blocks, pictures, confidence, words, annotation, usage, all, language);
    }

    /** The same page in other letters. */
    public PageReading written(String otherMarkdown, List<Block> otherBlocks, List<ReadWord> otherWords) {
        return new PageReading(
                otherMarkdown,
                dimensions,
                otherBlocks,
                pictures,
                confidence,
                otherWords,
                annotation,
                usage,
                flags,
                language);
    }

    /** By an engine that reads in one language at a time. */
    public PageReading in(String other) {
        return new PageReading(
                markdown, dimensions, blocks, pictures, confidence, words, annotation, usage, flags, other);
    }

    /** With what the engine does not know. */
    public PageResult result(List<String> hyperlinks, @Nullable Double textLayerMismatch, Duration time) {
        return new PageResult(
                markdown,
                dimensions,
                blocks,
                pictures,
                hyperlinks,
                confidence,
                words.stream().map(ReadWord::score).toList(),
                annotation,
                usage,
                flags,
                time.toMillis(),
                textLayerMismatch,
                language);
    }
}
