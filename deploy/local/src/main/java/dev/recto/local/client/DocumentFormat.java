package dev.recto.local.client;

/** What is made of a document that was read. */
public enum DocumentFormat {
    MARKDOWN("md"),
    TEXT("txt"),
    HTML("html"),
    /** The document itself, with its text beneath. */
    PDF("searchable.pdf"),
    /** The service's whole answer, with its pages. */
    JSON("json");

    private final String extension;

    DocumentFormat(String extension) {
        this.extension = extension;
    }

    /** How names of files end, without the dot. */
    public String extension() {
        return extension;
    }
}
