package dev.recto.system.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * What came of a request.
 *
 * @param status {@link #BROKEN} if the connection broke, {@link #LATE} if the client gave up
 * @param body null node where it is no JSON
 * @param job that the answer names, or ""
 */
record Answer(int status, JsonNode body, String job, boolean saysWhenToRetry, Duration took) {
    static final int BROKEN = 0;
    static final int LATE = -1;

    boolean succeeded() {
        return status / 100 == 2;
    }

    /** What an outage may do to a request. */
    boolean isExcused() {
        return succeeded() || status == 429 || status == 503 || status == BROKEN;
    }

    /** Sending it again would not help. */
    boolean isRefused() {
        return status / 100 == 4 && status != 429 && status != 409;
    }

    String code() {
        return body.path("code").asText();
    }

    /** As the tables name it. */
    String outcome() {
        return switch (status) {
            case BROKEN -> "connection broken";
            case LATE -> "no answer";
            default -> succeeded() ? Integer.toString(status) : status + " " + code();
        };
    }
}
