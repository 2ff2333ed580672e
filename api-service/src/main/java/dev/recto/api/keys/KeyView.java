package dev.recto.api.keys;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.recto.api.tenancy.ApiKeyTable;
import dev.recto.api.tenancy.Scope;
import dev.recto.api.webhook.WebhookEvent;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is shown.
 *
 * @param key the key itself: only in the answer that creates it, since nobody knows it afterwards
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record KeyView(
        UUID id,
        String object,
        String name,
        UUID orgId,
        UUID projectId,
        boolean administrator,
        Set<Scope> scopes,
        long createdAt,
        @Nullable UUID createdBy,
        @Nullable Long expiresAt,
        @Nullable Long lastUsedAt,
        @Nullable Long revokedAt,
        @Nullable UUID revokedBy,
        @Nullable WebhookView webhook,
        @JsonInclude(Include.NON_NULL) @Nullable String key) {

    record KeyList(String object, List<KeyView> data) {}

    /** @param disabledAt when its receiver said that it is gone */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record WebhookView(
            String url, List<WebhookEvent> events, @Nullable Long disabledAt) {}

    record Revoked(UUID id, String object, boolean deleted) {}

    static KeyView of(Row row, @Nullable String key) {
        Set<Scope> scopes = ApiKeyTable.scopes(row);
        return new KeyView(
                row.getUUID("id"),
                "api_key",
                row.getString("name"),
                row.getUUID("organisation"),
                row.getUUID("project"),
                scopes.contains(Scope.ADMIN),
                scopes,
                row.getOffsetDateTime("created_at").toEpochSecond(),
                row.getUUID("created_by"),
                seconds(row.getOffsetDateTime("expires_at")),
                seconds(row.getOffsetDateTime("last_used_at")),
                seconds(row.getOffsetDateTime("revoked_at")),
                row.getUUID("revoked_by"),
                webhook(row),
                key);
    }

    private static @Nullable WebhookView webhook(Row row) {
        String url = row.getString("webhook_url");
        return url == null
                ? null
                : new WebhookView(
                        url,
                        WebhookEvent.of(row.getArrayOfStrings("webhook_events")),
                        seconds(row.getOffsetDateTime("webhook_disabled_at")));
    }

    private static @Nullable Long seconds(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toEpochSecond();
    }
}
