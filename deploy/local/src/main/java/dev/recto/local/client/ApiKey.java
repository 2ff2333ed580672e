package dev.recto.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An API key as the service shows it; the key itself only where it was just made. */
public record ApiKey(
        UUID id,
        String name,
        List<String> scopes,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable String key) {
    static ApiKey of(JsonNode json) {
        return new ApiKey(
                UUID.fromString(json.path("id").asText()),
                json.path("name").asText(),
                json.path("scopes").valueStream().map(JsonNode::asText).toList(),
                Instant.ofEpochSecond(json.path("created_at").asLong()),
                time(json.path("last_used_at")),
                time(json.path("expires_at")),
                time(json.path("revoked_at")),
                json.path("key").textValue());
    }

    private static @Nullable Instant time(JsonNode seconds) {
        return seconds.isIntegralNumber() ? Instant.ofEpochSecond(seconds.asLong()) : null;
    }
}
