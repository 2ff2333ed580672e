package dev.recto.api.webhook.delivery;

import dev.recto.api.fault.ErrorCode;
import dev.recto.api.webhook.WebhookEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One that this process has claimed an attempt of.
 *
 * @param claim of this attempt, unlike any other
 * @param subject id of the job or batch
 * @param attempt counted from 1
 * @param tried since the first attempt could be made
 * @param secrets it is signed with
 */
record Delivery(
        UUID id,
        UUID claim,
        UUID organisation,
        UUID subject,
        WebhookEvent event,
        @Nullable ErrorCode error,
        String url,
        Instant at,
        int attempt,
        Duration tried,
        List<String> secrets) {
    @Override
    public String toString() {
        return "Delivery[" + id + "]";
    }
}
