package dev.recto.api.webhook.delivery;

import dev.recto.api.web.input.TextFields;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import java.util.UUID;

/** Which deliveries to list. */
record DeliveryQuery(int page, int pageSize, Optional<UUID> job, Optional<UUID> batch, Optional<DeliveryState> state) {
    private static final int DEFAULT_SIZE = 100;
    private static final int MAX_SIZE = 1000;

    static DeliveryQuery parse(MultivaluedMap<String, String> parameters) {
        TextFields fields = TextFields.ofQuery(parameters);
        DeliveryQuery query = new DeliveryQuery(
                fields.number("page", 0, Integer.MAX_VALUE).orElse(0),
                fields.number("page_size", 1, MAX_SIZE).orElse(DEFAULT_SIZE),
                fields.uuid("job_id"),
                fields.uuid("batch_id"),
                fields.word("status", DeliveryState.class));
        fields.check();
        return query;
    }
}
