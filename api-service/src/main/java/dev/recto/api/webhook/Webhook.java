package dev.recto.api.webhook;

import java.util.List;

/**
 * Whom to tell, and of what.
 *
 * @param url private: it may have a secret of its client's in it
 */
public record Webhook(String url, List<WebhookEvent> events) {
    public static final int LONGEST_URL = 2048;

    @Override
    public String toString() {
        return "Webhook[" + events + "]";
    }
}
