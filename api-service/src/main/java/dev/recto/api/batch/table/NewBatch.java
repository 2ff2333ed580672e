package dev.recto.api.batch.table;

import dev.recto.api.webhook.Webhook;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A checked request for a job.
 *
 * @param inputFiles empty where the rows came with the request
 * @param inlineRows places in the request's body, empty where files are named
 * @param model for rows that name none
 * @param metadata a JSON object of texts
 * @param webhook whom to tell of its end besides its key's
 */
public record NewBatch(
        List<UUID> inputFiles,
        List<ScannedRow> inlineRows,
        Optional<String> model,
        Optional<String> metadata,
        Duration timeout,
        Optional<Webhook> webhook) {}
