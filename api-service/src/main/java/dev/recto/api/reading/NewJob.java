package dev.recto.api.reading;

import dev.recto.api.tenancy.Caller;
import dev.recto.api.webhook.Webhook;
import dev.recto.model.DocumentPassword;
import dev.recto.model.ReadOptions;
import dev.recto.tracing.TraceParent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document to be read; its bytes are in the store already.
 *
 * @param forwarded whether an upstream reads it rather than workers
 * @param form how the answer is to look, as JSON: stored for whoever assembles it
 * @param trace what it belongs to
 * @param password that opens the document, null for none; kept until the job has ended
 * @param webhook whom to tell of the job's end besides its key's, null for nobody
 * @param sha256 of the document, in hex
 * @param cache what the job has to do with what others have read
 */
public record NewJob(
        UUID id,
        Caller caller,
        Lane lane,
        String model,
        boolean forwarded,
        String objectKey,
        long sizeBytes,
        PageSelection pages,
        ReadOptions options,
        String form,
        TraceParent trace,
        @Nullable DocumentPassword password,
        @Nullable Webhook webhook,
        @Nullable String sha256,
        CacheUse cache) {}
