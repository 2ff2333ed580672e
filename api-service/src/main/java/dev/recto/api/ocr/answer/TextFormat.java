package dev.recto.api.ocr.answer;

/** What a document is written in when it is one text. */
public enum TextFormat {
    MARKDOWN,
    PLAIN,
    HTML
}
