package dev.recto.api.ocr;

import dev.recto.api.web.idempotency.Idempotency;
import jakarta.ws.rs.HeaderParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Headers of a request that reads a document.
 *
 * @param organisation that owns the stored file, where the document does not name one
 * @param prefer whether to wait for the answer
 * @param cacheControl whether what was read before will do
 */
public record ReadingHeaders(
        @HeaderParam("X-Org-Id") @Nullable String organisation,
        @HeaderParam("Prefer") @Nullable String prefer,
        @HeaderParam("Cache-Control") List<String> cacheControl,
        @HeaderParam(Idempotency.HEADER) @Nullable String idempotencyKey) {}
