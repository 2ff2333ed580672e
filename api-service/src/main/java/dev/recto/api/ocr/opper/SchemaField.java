package dev.recto.api.ocr.opper;

import dev.recto.api.ocr.request.ResponseFormatField;
import dev.recto.api.web.input.JsonFields;
import java.util.Optional;

/** A JSON Schema, bare or wrapped as on {@code /v1/ocr}. */
final class SchemaField {
    private SchemaField() {}

    /** @return the schema as text; empty if there is none or a problem with it */
    static Optional<String> read(JsonFields fields, String name) {
        return fields.object(name)
                .flatMap(given -> isWrapped(given) ? ResponseFormatField.read(fields, name) : fields.written(name));
    }

    /** A bare schema's type may be an object's, but none of these words. */
    private static boolean isWrapped(JsonFields given) {
        return switch (given.given("type").asText()) {
            case "json_schema", "json_object", "text" -> true;
            default -> given.isObject("json_schema");
        };
    }
}
