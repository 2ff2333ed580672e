package dev.recto.worker.textlayer;

import dev.recto.model.DocumentKind;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageFlag;
import dev.recto.model.ReadOptions;
import dev.recto.model.TokenUsage;
import dev.recto.worker.document.DocumentPage;
import dev.recto.worker.reader.PageReading;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text that a PDF claims to show, for callers who ask for it. */
public final class TextLayer {
    private static final int DPI = 72;

    private TextLayer() {}

    /** Blocks. The text layer in place of reading, if that was asked for and the page has one. */
    public static Optional<PageReading> taken(DocumentPage page, ReadOptions options) {
        if (page.kind() != DocumentKind.PDF || !options.textLayer()) {
            return Optional.empty();
        }
        PageDimensions dimensions = new PageDimensions(
                (int) Math.max(1, Math.round(page.size().width())),
                (int) Math.max(1, Math.round(page.size().height())),
                DPI);
        return Optional.of(tidied(page.textLayer().text()))
                .filter(claimed -> !claimed.isEmpty())
                .map(claimed -> reading(claimed, dimensions, null, TokenUsage.NONE));
    }

    static String tidied(String layer) {
        return layer.lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    static PageReading reading(String text, PageDimensions dimensions, @Nullable String annotation, TokenUsage usage) {
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
