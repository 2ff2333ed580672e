package dev.recto.api.ocr.answer;

import jakarta.ws.rs.core.MediaType;

/** What a document is written in when it is one text. */
public enum TextFormat {
    MARKDOWN("markdown"),
    PLAIN("plain"),
    HTML("html");

    private final String subtype;

    TextFormat(String subtype) {
        this.subtype = subtype;
    }

    public MediaType mediaType() {
        return new MediaType("text", subtype, "UTF-8");
    }
}
