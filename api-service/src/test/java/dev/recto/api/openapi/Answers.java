package dev.recto.api.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What a client can live with. */
final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    /** Empty if the answer is fine, or a typed error of the client's. */
    static String problem(int status, String body) {
        if (status >= 100 && status < 400) {
            return "";
        }
        if (status < 100 || status >= 500 && status != 503) {
            return "status " + status;
        }
        try {
            JsonNode error = JSON.readTree(body);
            boolean typed = error.path("object").asText().equals("error")
                    && !error.path("code").asText().isEmpty()
                    && !error.path("message").asText().isEmpty()
                    && error.path("error").path("code").equals(error.path("code"))
                    && error.path("detail").isArray() == (status == 422);
            return typed ? "" : status + " without the error body: " + body;
        } catch (JsonProcessingException none) {
            return status + " without JSON";
        }
    }
}
