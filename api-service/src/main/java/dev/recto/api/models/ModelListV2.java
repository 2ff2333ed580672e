package dev.recto.api.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;

/** Answer of {@code GET /v2/ocr/models}. */
record ModelListV2(Meta meta, List<Entry> data) {
    record Meta(@JsonProperty("total_count") int totalCount) {}

    record Entry(
            @JsonProperty("hosting_provider") String hostingProvider,
            String name,
            String location,
            @JsonProperty("cost_per_page") BigDecimal costPerPage) {}
}
