package dev.recto.api.webhook.secret;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A secret as it is shown.
 *
 * @param expiresAt when it signs no more, null for the newest
 * @param secret itself: only in the answer that makes it
 */
@JsonNaming(SnakeCaseStrategy.class)
record SecretView(
        UUID id,
        String object,
        long createdAt,
        @Nullable Long expiresAt,
        @JsonInclude(Include.NON_NULL) @Nullable String secret) {

    record SecretList(String object, List<SecretView> data) {}

    static SecretView of(Row row, @Nullable String secret) {
        OffsetDateTime expires = row.getOffsetDateTime("expires_at");
        return new SecretView(
                row.getUUID("id"),
                "webhook.secret",
                row.getOffsetDateTime("created_at").toEpochSecond(),
                expires == null ? null : expires.toEpochSecond(),
                secret);
    }
}
