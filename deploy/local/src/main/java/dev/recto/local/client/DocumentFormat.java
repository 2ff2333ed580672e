package dev.recto.local.client;

/** What is made of a document that was read. */
public enum DocumentFormat {
    MARKDOWN("md", true),
    TEXT("txt", true),
    HTML("html", true),
    /** For a word processor. */
    DOCX("docx", false),
    /** The document itself, with its text beneath. */
    PDF("searchable.pdf", false),
    /** The service's whole answer, with its pages. */
    JSON("json", true);

    private final String extension;
    private final boolean text;

    DocumentFormat(String extension, boolean text) {
        this.extension = extension;
        this.text = text;
    }

    /** How names of files end, without the dot. */
    public String extension() {
        return extension;
    }

    /** Whether it can be printed. */
    public boolean isText() {
        return text;
    }

    /** Whether it shows the pictures of the document. */
    public boolean showsPictures() {
        return this == HTML || this == DOCX;
    }
}
