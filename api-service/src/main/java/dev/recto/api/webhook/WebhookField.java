package dev.recto.api.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fetch.HttpUrl;
import dev.recto.api.web.input.JsonFields;
import dev.recto.api.web.input.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The field {@code webhook} of a request. Whether its address may be connected to is seen when it is. */
public final class WebhookField {
    public static final String NAME = "webhook";
    public static final String NO_URL = "must be an http or https URL with a host and without credentials";

    private static final String URL = "url";
    private static final String EVENTS = "events";

    private WebhookField() {}

    /** @param possible events that there may be; all of them where none are named */
    public static Optional<Webhook> read(JsonFields fields, List<WebhookEvent> possible) {
        return fields.object(NAME)
                .flatMap(webhook -> url(webhook).map(url -> new Webhook(url, events(webhook, possible))));
    }

    public static boolean isUrl(String text) {
        try {
            HttpUrl.parse(text);
            return true;
        } catch (ApiException notOne) {
            return false;
        }
    }

    private static Optional<String> url(JsonFields webhook) {
        if (!webhook.has(URL)) {
            webhook.problem(URL, "is missing", "missing");
        }
        Optional<String> url = webhook.text(URL, Webhook.LONGEST_URL);
        if (url.isPresent() && !isUrl(url.get())) {
            webhook.problem(URL, NO_URL, "url_parsing");
        }
        return url;
    }

    private static List<WebhookEvent> events(JsonFields webhook, List<WebhookEvent> possible) {
        JsonNode list = webhook.given(EVENTS);
        if (list.isMissingNode()) {
            return possible;
        }
        if (!list.isArray()) {
            webhook.problem(EVENTS, "must be a list", "list_type");
            return possible;
        }
        if (list.isEmpty()) {
            webhook.problem(EVENTS, "must not be empty", "too_short");
        }
        List<WebhookEvent> events = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Optional<WebhookEvent> event =
                    WebhookEvent.parse(list.get(i).asText()).filter(possible::contains);
            if (event.isEmpty()) {
                String words = possible.stream().map(Word::word).collect(Collectors.joining(", "));
                webhook.problem(EVENTS, i, "must be one of " + words, "enum");
                // One is enough to say so
                return possible;
            }
            event.filter(named -> !events.contains(named)).ifPresent(events::add);
        }
        return List.copyOf(events);
    }
}
