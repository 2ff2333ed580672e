package dev.recto.api.batch.table;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recto.api.web.input.TextFields;
import dev.recto.api.web.input.Word;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ValueRange;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which jobs to list.
 *
 * @param metadata a JSON object whose pairs the jobs must have
 */
public record BatchQuery(
        int page,
        int pageSize,
        Optional<String> model,
        Optional<String> metadata,
        Optional<Instant> createdAfter,
        boolean createdByMe,
        List<BatchStatus> states,
        boolean ascending) {
    private static final int DEFAULT_SIZE = 100;
    private static final int MAX_SIZE = 1000;
    private static final int LONGEST = 512;
    /** Of RFC 3339, and fewer than the database has. */
    private static final ValueRange YEARS = ValueRange.of(1, 9999);
    /** Any other parameter is a pair of the metadata. */
    private static final Set<String> NAMES = Set.of(
            "page",
            "page_size",
            "model",
            "agent_id",
            "metadata",
            "created_after",
            "created_by_me",
            "status",
            "order_by");

    enum Order implements Word {
        OLDEST_FIRST("created"),
        NEWEST_FIRST("-created");

        private final String word;

        Order(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    public static BatchQuery parse(MultivaluedMap<String, String> parameters) {
        TextFields fields = TextFields.ofQuery(parameters);
        BatchQuery query = new BatchQuery(
                fields.number("page", 0, Integer.MAX_VALUE).orElse(0),
                fields.number("page_size", 1, MAX_SIZE).orElse(DEFAULT_SIZE),
                fields.text("model", LONGEST),
                metadata(fields, parameters.keySet()),
                createdAfter(fields),
                fields.flag("created_by_me").orElse(false),
                fields.words("status", BatchStatus.class),
                fields.word("order_by", Order.class).orElse(Order.NEWEST_FIRST) == Order.OLDEST_FIRST);
        fields.check();
        return query;
    }

    private static Optional<String> metadata(TextFields fields, Set<String> names) {
        ObjectNode pairs = JsonNodeFactory.instance.objectNode();
        names.stream()
                .filter(name -> !NAMES.contains(name))
                .forEach(name -> fields.text(name, LONGEST).ifPresent(value -> pairs.put(name, value)));
        return pairs.isEmpty() ? Optional.empty() : Optional.of(pairs.toString());
    }

    private static Optional<Instant> createdAfter(TextFields fields) {
        return fields.text("created_after", LONGEST).flatMap(text -> {
            try {
                OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
                return YEARS.isValidIntValue(time.getYear())
                        ? Optional.of(time.toInstant())
                        : fields.wrong("created_after", "must be in the years 0001 to 9999", "datetime_parsing");
            } catch (DateTimeException malformed) {
                return fields.wrong("created_after", "must be a time of RFC 3339", "datetime_parsing");
            }
        });
    }
}
