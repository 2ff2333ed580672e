package dev.recto.api.forward.upstream;

import dev.recto.model.PageResult;
import java.util.List;

/** What was read on a page of a document, counted from 0. */
public record ReadPage(int number, PageResult result) {
    /** Into and out of the model. */
    public static long tokens(List<ReadPage> pages) {
        return pages.stream()
                .map(page -> page.result().usage())
                .mapToLong(usage -> (long) usage.promptTokens() + usage.completionTokens())
                .sum();
    }
}
