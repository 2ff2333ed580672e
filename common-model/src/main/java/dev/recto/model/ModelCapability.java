package dev.recto.model;

/** What a model can deliver beyond markdown. */
public enum ModelCapability {
    /** Follows {@link ReadOptions#prompt()}. */
    PROMPT,
    /** Answers {@link ReadOptions#annotationPrompt()}. */
    ANNOTATION,
    /** Answers {@link ReadOptions#pictureAnnotation()}. */
    PICTURE_ANNOTATION,
    /** Finds blocks with boxes. */
    BLOCKS,
    /** Scores words, not only the page. */
    WORD_CONFIDENCE,
    /** Takes Docling's options. */
    DOCLING_OPTIONS,
    /** Finds the regions of a page with a layout detector and reads them one by one. */
    REGIONS,
    /** Reads in the languages of {@link ReadOptions#languages()}. */
    LANGUAGES
}
