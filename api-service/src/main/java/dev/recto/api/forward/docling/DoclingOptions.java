package dev.recto.api.forward.docling;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.recto.api.reading.DoclingHints;
import dev.recto.api.reading.PageSelection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Options of a conversion. Markdown alone does not tell empty pages nor the size of any; the JSON beside it does.
 *
 * @param pageRange first and last page, counted from 1
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record DoclingOptions(
        List<String> toFormats,
        String imageExportMode,
        boolean includeImages,
        boolean abortOnError,
        String mdPageBreakPlaceholder,
        @Nullable List<Integer> pageRange,
        @Nullable String ocrEngine,
        @Nullable Boolean forceOcr,
        @Nullable String tableMode) {

    /** What the page break looks like is made up for each request: no document can contain it. */
    static DoclingOptions of(PageSelection pages, @Nullable DoclingHints hints) {
        DoclingHints given = hints == null ? new DoclingHints(null, null, null) : hints;
        return new DoclingOptions(
                List.of("md", "json"),
                "placeholder",
                false,
                true,
                "<!-- page break " + UUID.randomUUID() + " -->",
                range(pages),
                given.ocrEngine(),
                given.forceOcr(),
                given.tableMode());
    }

    /** The first page that was asked for, counted from 0. */
    int firstPage() {
        return pageRange == null ? 0 : pageRange.getFirst() - 1;
    }

    private static @Nullable List<Integer> range(PageSelection pages) {
        return switch (pages) {
            case PageSelection.All all -> null;
            case PageSelection.Some some ->
                List.of(some.numbers().getFirst() + 1, some.numbers().getLast() + 1);
        };
    }
}
