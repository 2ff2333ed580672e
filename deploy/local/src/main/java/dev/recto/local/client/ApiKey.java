package dev.recto.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An API key as the service shows it; the key itself only where it was just made. */
public record ApiKey(
        UUID id,
        String name,
        boolean administrator,
        Instant createdAt,
        @Nullable String key) {
    static ApiKey of(JsonNode json) {
        return new ApiKey(
                UUID.fromString(json.path("id").asText()),
                json.path("name").asText(),
                json.path("administrator").asBoolean(),
                Instant.ofEpochSecond(json.path("created_at").asLong()),
                json.path("key").textValue());
    }
}
