package dev.recto.api.forward.upstream;

import dev.recto.api.reading.Lane;
import dev.recto.api.reading.NewJob;
import dev.recto.api.reading.PageSelection;
import dev.recto.model.ReadOptions;
import dev.recto.tracing.TraceParent;
import java.util.UUID;

/**
 * A document for an upstream.
 *
 * @param attempt counted from 1, but for those that were only postponed
 * @param postponed how often it waits again since the upstream was busy or away
 * @param form what {@link NewJob#form()} was
 * @param trace what its reading belongs to
 */
public record ForwardedJob(
        UUID id,
        UUID organisation,
        UUID apiKey,
        int attempt,
        int postponed,
        Lane lane,
        String model,
        String objectKey,
        long sizeBytes,
        PageSelection pages,
        ReadOptions options,
        String form,
        TraceParent trace) {}
