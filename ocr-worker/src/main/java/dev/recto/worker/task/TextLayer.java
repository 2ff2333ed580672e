package dev.recto.worker.task;

import dev.recto.model.PageDimensions;
import dev.recto.model.PageFlag;
import dev.recto.model.TokenUsage;
import dev.recto.worker.document.DocumentPage;
import dev.recto.worker.reader.PageReading;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The text that a PDF claims to show, for callers who ask for it. */
final class TextLayer {
    private static final int DPI = 72;

    private TextLayer() {}

    /** Blocks. Without text when the page has no such layer. */
    static PageReading read(DocumentPage page) {
        String text = page.textLayer()
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .replaceAll("\n{3,}", "\n\n")
                .strip();
        PageDimensions dimensions = new PageDimensions(
                (int) Math.max(1, Math.round(page.size().width())),
                (int) Math.max(1, Math.round(page.size().height())),
                DPI);
        return new PageReading(
                text,
                dimensions,
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                TokenUsage.NONE,
                Set.of(PageFlag.TEXT_LAYER));
    }
}
