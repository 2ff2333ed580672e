package dev.recto.api.ocr.answer;

import dev.recto.api.web.input.Word;
import jakarta.ws.rs.core.MediaType;

/** What a document is written in when it is one text. */
public enum DocumentFormat implements Word {
    MARKDOWN("markdown"),
    TEXT("plain"),
    HTML("html");

    private final String subtype;

    DocumentFormat(String subtype) {
        this.subtype = subtype;
    }

    public MediaType mediaType() {
        return new MediaType("text", subtype);
    }
}
