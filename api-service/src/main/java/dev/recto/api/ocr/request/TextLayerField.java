package dev.recto.api.ocr.request;

import dev.recto.api.web.input.JsonFields;

/** The field {@code text_layer}: false, true, or {@code "checked"}. */
enum TextLayerField {
    NEVER,
    ALWAYS,
    CHECKED;

    private static final String NAME = "text_layer";

    static TextLayerField read(JsonFields fields) {
        if (!fields.given(NAME).isTextual()) {
            return fields.flag(NAME, false) ? ALWAYS : NEVER;
        }
        boolean checked = fields.given(NAME).textValue().equals("checked");
        if (!checked) {
            fields.problem(NAME, "must be true, false or checked", "enum");
        }
        return CHECKED;
    }
}
