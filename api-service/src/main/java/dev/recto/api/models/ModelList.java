package dev.recto.api.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer of {@code GET /v1/models}. */
record ModelList(String object, List<Entry> data) {
    /** Answer of {@code GET /v1/models/{model}}, too. */
    record Entry(
            String id,
            String object,
            long created,
            @JsonProperty("owned_by") String ownedBy,
            String type,
            @Nullable String name,
            @Nullable String description,
            @JsonProperty("is_default") boolean isDefault,
            List<String> aliases,
            @JsonProperty("max_context_length") int maxContextLength,
            Capabilities capabilities,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> languages) {}

    record Capabilities(
            boolean ocr,
            boolean vision,
            @JsonProperty("completion_chat") boolean completionChat) {}
}
