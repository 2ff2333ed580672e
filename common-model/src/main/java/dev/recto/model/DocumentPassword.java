package dev.recto.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/** Opens a document. A secret: whatever has it shows nothing of it as text, but for the JSON that it travels and is kept in. */
public record DocumentPassword(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DocumentPassword {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return "DocumentPassword[hidden]";
    }
}
