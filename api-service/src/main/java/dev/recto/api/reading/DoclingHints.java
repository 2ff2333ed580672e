package dev.recto.api.reading;

import org.jspecify.annotations.Nullable;

/** What a request says in Docling's words about how to read; null where it says nothing. */
public record DoclingHints(
        @Nullable String ocrEngine,
        @Nullable Boolean forceOcr,
        @Nullable String tableMode) {}
