package dev.recto.api.ocr;

import dev.recto.api.web.input.Word;
import jakarta.ws.rs.core.MediaType;

/** What a document that was read can be had as. */
enum DocumentFormat implements Word {
    MARKDOWN("text/markdown;charset=UTF-8"),
    TEXT("text/plain;charset=UTF-8"),
    HTML("text/html;charset=UTF-8"),
    /** For a word processor. */
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    /** The document itself, with its text beneath. */
    PDF("application/pdf");

    private final MediaType mediaType;

    DocumentFormat(String mediaType) {
        this.mediaType = MediaType.valueOf(mediaType);
    }

    MediaType mediaType() {
        return mediaType;
    }
}
