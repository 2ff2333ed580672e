package dev.recto.worker.textlayer;

import dev.recto.model.DocumentKind;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageFlag;
import dev.recto.model.ReadOptions;
import dev.recto.model.TokenUsage;
import dev.recto.worker.document.DocumentPage;
import dev.recto.worker.reader.PageReading;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text that a PDF claims to show, for callers who ask for it, and to be held against what is read. */
public final class TextLayer {
    private static final int DPI = 72;

    /** Readings that are no measure for a text layer. */
    private static final Set<PageFlag> IN_PART = EnumSet.of(PageFlag.TRUNCATED, PageFlag.REPETITION);

    private TextLayer() {}

    /**
     * A reading that was held against the text layer.
     *
     * @param mismatch how much they differ; null where they don't, or could not be compared
     */
    public record Checked(PageReading reading, @Nullable Double mismatch) {}

    /** Blocks. The text layer in place of reading, if that was asked for and the page has one. */
    public static Optional<PageReading> taken(DocumentPage page, ReadOptions options) {
        if (page.kind() != DocumentKind.PDF || !options.textLayer()) {
            return Optional.empty();
        }
        PageDimensions dimensions = new PageDimensions(
                (int) Math.max(1, Math.round(page.size().width())),
                (int) Math.max(1, Math.round(page.size().height())),
                DPI);
        return Optional.of(tidied(page.textLayer()))
                .filter(claimed -> !claimed.isEmpty())
                .map(claimed -> reading(claimed, dimensions, null, TokenUsage.NONE));
    }

    /**
     * Blocks. What was read, or the text layer in its place if that was asked for and both say the same. Whoever would have
     * {@link #taken} it unchecked has got it, or there is none.
     */
    public static Checked check(DocumentPage page, PageReading reading, ReadOptions options, double tolerance) {
        if (page.kind() != DocumentKind.PDF
                || options.textLayer()
                || options.prompt() != null
                || reading.flags().stream().anyMatch(IN_PART::contains)) {
            return new Checked(reading, null);
        }
        String claimed = tidied(page.claimedText());
        if (claimed.isEmpty()) {
            return new Checked(reading, null);
        }
        double mismatch = WordComparison.mismatch(claimed, reading.markdown());
        if (mismatch > tolerance) {
            return new Checked(reading.withFlags(Set.of(PageFlag.TEXT_LAYER_MISMATCH)), mismatch);
        }
        return new Checked(
                options.checkedTextLayer()
                        ? reading(claimed, reading.dimensions(), reading.annotation(), reading.usage())
                        : reading,
                null);
    }

    private static String tidied(String layer) {
        return layer.lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    private static PageReading reading(
            String text, PageDimensions dimensions, @Nullable String annotation, TokenUsage usage) {
        return new PageReading(
                text,
                dimensions,
                List.of(),
                List.of(),
                null,
                List.of(),
                annotation,
                usage,
                Set.of(PageFlag.TEXT_LAYER));
    }
}
