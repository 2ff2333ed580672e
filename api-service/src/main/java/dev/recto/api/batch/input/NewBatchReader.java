package dev.recto.api.batch.input;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recto.api.batch.table.NewBatch;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.fault.Problem;
import dev.recto.api.id.UuidText;
import dev.recto.api.web.input.Characters;
import dev.recto.api.web.input.JsonFields;
import dev.recto.api.web.input.RequestBody;
import dev.recto.api.webhook.Webhook;
import dev.recto.api.webhook.WebhookEvent;
import dev.recto.api.webhook.WebhookField;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Checks the fields of a request for a job. */
public final class NewBatchReader {
    public static final String ENDPOINT = "/v1/ocr";

    public static final String FILES = "input_files";
    private static final String METADATA = "metadata";
    private static final String TIMEOUT = "timeout_hours";
    private static final int MOST_FILES = 100;
    private static final int MOST_NOTES = 16;
    private static final int LONGEST_NOTE = 512;
    private static final int LONGEST_MODEL = 200;
    private static final int DEFAULT_HOURS = 24;
    private static final int MOST_HOURS = 168;

    private final CreationBody body;
    private final JsonFields fields;

    private NewBatchReader(CreationBody body) {
        this.body = body;
        this.fields = JsonFields.of(RequestBody.ofShortTexts(body.fields()));
    }

    public static NewBatch read(CreationBody body) {
        return new NewBatchReader(body).read();
    }

    private NewBatch read() {
        endpoint();
        List<UUID> files = files();
        rows();
        Optional<String> model = fields.text("model", LONGEST_MODEL);
        Optional<String> metadata = metadata();
        Duration timeout = Duration.ofHours(hours());
        Optional<Webhook> webhook = WebhookField.read(fields, WebhookEvent.OF_BATCHES);
        fields.check();
        if (files.isEmpty() == body.rows().isEmpty()) {
            throw ApiException.invalid(
                    Problem.body(FILES, "either input_files or requests must be given, and not both", "value_error"));
        }
        return new NewBatch(files, body.rows(), model, metadata, timeout, webhook);
    }

    private void endpoint() {
        Optional<String> endpoint = fields.text("endpoint", LONGEST_MODEL);
        if (!fields.has("endpoint")) {
            fields.problem("endpoint", "is missing", "missing");
        } else if (endpoint.isPresent() && !endpoint.get().equals(ENDPOINT)) {
            fields.problem("endpoint", "must be " + ENDPOINT, "enum");
        }
    }

    private List<UUID> files() {
        JsonNode list = fields.given(FILES);
        if (list.isMissingNode()) {
            return List.of();
        }
        if (!list.isArray()) {
            fields.problem(FILES, "must be a list", "list_type");
            return List.of();
        }
        if (list.isEmpty() || list.size() > MOST_FILES) {
            fields.problem(FILES, "must name 1 to " + MOST_FILES + " files", list.isEmpty() ? "too_short" : "too_long");
            return List.of();
        }
        Set<UUID> ids = new LinkedHashSet<>();
        for (int i = 0; i < list.size(); i++) {
            if (!list.get(i).isTextual()) {
                fields.problem(FILES, i, "must be a text", "string_type");
            } else if (!ids.add(fileId(list.get(i).textValue()))) {
                fields.problem(FILES, i, "must not be named before", "value_error");
            }
        }
        return List.copyOf(ids);
    }

    private static UUID fileId(String text) {
        return UuidText.parse(text, ErrorCode.INVALID_FILE_ID, FILES);
    }

    private void rows() {
        JsonNode rows = fields.given(CreationBody.ROWS);
        if (!rows.isMissingNode() && !rows.isArray()) {
            fields.problem(CreationBody.ROWS, "must be a list", "list_type");
        } else if (rows.isArray() && body.rows().isEmpty()) {
            fields.problem(CreationBody.ROWS, "must not be empty", "too_short");
        }
    }

    private Optional<String> metadata() {
        if (fields.object(METADATA).isEmpty()) {
            return Optional.empty();
        }
        JsonNode notes = fields.given(METADATA);
        if (notes.size() > MOST_NOTES) {
            fields.problem(METADATA, "must have at most " + MOST_NOTES + " notes", "too_long");
        }
        for (Map.Entry<String, JsonNode> note : notes.properties()) {
            if (!note.getValue().isTextual()) {
                fields.problem(METADATA, "must have texts as its values", "string_type");
            } else if (Characters.count(note.getValue().textValue()) > LONGEST_NOTE) {
                fields.problem(
                        METADATA, "must have values of at most " + LONGEST_NOTE + " characters", "string_too_long");
            }
        }
        return Optional.of(notes.toString());
    }

    private int hours() {
        int hours = fields.integer(TIMEOUT, 1).orElse(DEFAULT_HOURS);
        if (hours > MOST_HOURS) {
            fields.problem(TIMEOUT, "must be at most " + MOST_HOURS, "less_than_equal");
        }
        return hours;
    }
}
