package dev.recto.api.ocr.request;

import dev.recto.api.web.input.JsonFields;
import java.util.Optional;

/** A field of the form {@code {type: json_schema, json_schema: {name, schema}}}; read as its schema. */
public final class ResponseFormatField {
    private enum Type {
        TEXT,
        JSON_OBJECT,
        JSON_SCHEMA
    }

    private ResponseFormatField() {}

    /** @return the JSON Schema as text; empty if the field is missing, names none or has a problem */
    public static Optional<String> read(JsonFields fields, String name) {
        return fields.object(name).flatMap(format -> {
            Type type = format.choice("type", Type.class).orElse(Type.TEXT);
            if (type != Type.JSON_SCHEMA) {
                format.object("json_schema");
                return Optional.empty();
            }
            if (!format.has("json_schema")) {
                format.problem("json_schema", "is needed with type json_schema", "missing");
            }
            return format.object("json_schema").flatMap(ResponseFormatField::schema);
        });
    }

    private static Optional<String> schema(JsonFields wrapped) {
        for (String needed : new String[] {"name", "schema"}) {
            if (!wrapped.has(needed)) {
                wrapped.problem(needed, "is missing", "missing");
            }
        }
        wrapped.text("name", 255);
        wrapped.text("description", 16_384);
        wrapped.flag("strict", false);
        return wrapped.written("schema");
    }
}
