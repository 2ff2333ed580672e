package dev.recto.api.ocr;

import dev.recto.api.web.input.Word;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;

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

    /** The first that a client takes; markdown for one that takes others only. */
    static DocumentFormat accepted(List<MediaType> accepted) {
        return accepted.stream()
                .flatMap(type -> Stream.of(values()).filter(format -> format.mediaType.isCompatible(type)))
                .findFirst()
                .orElse(MARKDOWN);
    }
}
