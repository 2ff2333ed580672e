package dev.recto.api.webhook.delivery;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.recto.model.Words;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as it is shown, its words as they were written down, perhaps by a later version.
 *
 * @param attempts since it was made or last to be sent again
 * @param nextAttemptAt null once it has ended
 */
@JsonNaming(SnakeCaseStrategy.class)
record DeliveryView(
        UUID id,
        String object,
        String event,
        @Nullable UUID jobId,
        @Nullable UUID batchId,
        String url,
        String status,
        long createdAt,
        int attempts,
        @Nullable Long nextAttemptAt,
        @Nullable Long lastAttemptAt,
        @Nullable String lastOutcome,
        @Nullable Integer lastStatus,
        @Nullable Long completedAt) {

    record DeliveryList(String object, List<DeliveryView> data, long total) {}

    static DeliveryView of(Row row) {
        String state = row.getString("state");
        String outcome = row.getString("last_outcome");
        return new DeliveryView(
                row.getUUID("id"),
                "webhook.delivery",
                row.getString("event"),
                row.getUUID("job"),
                row.getUUID("batch"),
                row.getString("url"),
                Words.of(state),
                row.getOffsetDateTime("created_at").toEpochSecond(),
                row.getInteger("attempts"),
                state.equals(DeliveryState.WAITING.name()) ? seconds(row.getOffsetDateTime("due_at")) : null,
                seconds(row.getOffsetDateTime("last_attempt_at")),
                outcome == null ? null : Words.of(outcome),
                row.getInteger("last_status"),
                seconds(row.getOffsetDateTime("ended_at")));
    }

    private static @Nullable Long seconds(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toEpochSecond();
    }
}
