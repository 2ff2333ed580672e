package dev.recto.model;

/** Things about a page that its reader should know; shown to the client and counted in metrics. */
public enum PageFlag {
    /** Nearly nothing on the page: recognised before the model, answered empty. */
    BLANK,
    /** The model ran in circles and was stopped; the text ends before the repetition. */
    REPETITION,
    /** The page was read a second time after a repetition. */
    RETRIED,
    /** The text ends at the token limit, not where the model wanted to stop. */
    TRUNCATED,
    /** The scan stood on its side or head and was turned. */
    ROTATED,
    /** The text comes from the PDF's text layer, not from the pixels. */
    TEXT_LAYER,
    /** The PDF's text layer and what was read differ by {@link PageResult#textLayerMismatch()}. */
    TEXT_LAYER_MISMATCH,
    /** Pixels of a picture were asked for and are not there: an upstream sent none, or the store has lost them. */
    PIXELS_MISSING,
    /** A region of the page could not be read and is left out. */
    INCOMPLETE,
    /** The model was shown a smaller picture than it would take, as the worker is configured. */
    REDUCED,
    /** The model kept the page in 8 bits while it read: a small change of what is read, for speed. */
    INT8_CACHE,
    /** The page's regions were found with numbers of 8 bits: some may be missed or cut otherwise, for speed. */
    INT8_LAYOUT,
    /** The document has other files in it, which are not read. */
    ATTACHMENTS(true),
    /** The document is a PDF portfolio: what it is about is in its files, which are not read. */
    PORTFOLIO(true);

    private final boolean ofDocument;

    PageFlag() {
        this(false);
    }

    PageFlag(boolean ofDocument) {
        this.ofDocument = ofDocument;
    }

    /** Whether it holds for the whole document, and so for each of its pages. */
    public boolean isOfDocument() {
        return ofDocument;
    }
}
