package dev.recto.api.forward.docling;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answer of docling-serve, as far as it matters here. Nothing can be relied on to be there. */
record DoclingAnswer(@Nullable Document document, @Nullable String status) {
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Document(@Nullable String mdContent, @Nullable Content jsonContent) {}

    /** @param pages by their number, counted from 1 */
    record Content(
            @Nullable Map<Integer, Page> pages,
            @Nullable List<Item> texts,
            @Nullable List<Item> tables,
            @Nullable List<Item> pictures) {}

    record Page(@Nullable Size size) {}

    record Size(double width, double height) {}

    /** @param layer headers and footers lie in {@code furniture} and are not in the markdown */
    record Item(
            @JsonProperty("content_layer") @Nullable String layer,
            @Nullable List<Provenance> prov) {}

    record Provenance(@JsonProperty("page_no") int page) {}
}
