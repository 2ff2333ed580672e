package dev.recto.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;

/** The service's answer for one document. */
public record OcrResult(JsonNode body) {
    /** The pages' markdown, a blank line between them. */
    public String markdown() {
        return body.path("pages")
                .valueStream()
                .map(page -> page.path("markdown").asText().strip())
                .collect(Collectors.joining("\n\n"));
    }

    public int pages() {
        return body.path("pages").size();
    }

    public String json() {
        return body.toPrettyString();
    }
}
