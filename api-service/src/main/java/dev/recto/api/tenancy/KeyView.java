package dev.recto.api.tenancy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
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
        long createdAt,
        @JsonInclude(Include.NON_NULL) @Nullable String key) {

    record KeyList(String object, List<KeyView> data) {}

    record Revoked(UUID id, String object, boolean deleted) {}
}
