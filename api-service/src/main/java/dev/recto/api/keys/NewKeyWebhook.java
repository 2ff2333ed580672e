package dev.recto.api.keys;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.Problem;
import dev.recto.api.webhook.Webhook;
import dev.recto.api.webhook.WebhookEvent;
import dev.recto.api.webhook.WebhookField;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a webhook of a key.
 *
 * @param events all by default
 */
record NewKeyWebhook(
        @NotNull @CodePointLength(max = Webhook.LONGEST_URL) String url,

        @Nullable @Size(min = 1) List<@NotNull WebhookEvent> events) {

    /** Fails where the address is none. */
    Webhook webhook() {
        if (!WebhookField.isUrl(url)) {
            throw ApiException.invalid(Problem.body("url", WebhookField.NO_URL, "url_parsing"));
        }
        return new Webhook(
                url,
                events == null ? WebhookEvent.ALL : events.stream().distinct().toList());
    }
}
