package dev.recto.api.ocr.request;

import dev.recto.api.web.input.JsonFields;
import dev.recto.model.DocumentPassword;
import java.util.Optional;

/** The field {@code document_password}; an empty text is none. */
public final class PasswordField {
    public static final String NAME = "document_password";

    /** The longest that a PDF can have are 127 bytes. */
    private static final int LONGEST = 255;

    private PasswordField() {}

    public static Optional<DocumentPassword> read(JsonFields fields) {
        return fields.text(NAME, LONGEST)
                .filter(password -> !password.isEmpty())
                .map(DocumentPassword::new);
    }
}
