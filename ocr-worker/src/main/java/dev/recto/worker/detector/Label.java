package dev.recto.worker.detector;

import java.util.Locale;

/** What a region is, in the order of the network's classes; names of its config.json repeat, these don't. */
public enum Label {
    ABSTRACT,
    ALGORITHM,
    ASIDE_TEXT,
    CHART,
    CONTENT,
    DISPLAY_FORMULA,
    DOC_TITLE,
    FIGURE_TITLE,
    FOOTER,
    FOOTER_IMAGE,
    FOOTNOTE,
    FORMULA_NUMBER,
    HEADER,
    HEADER_IMAGE,
    IMAGE,
    INLINE_FORMULA,
    NUMBER,
    PARAGRAPH_TITLE,
    REFERENCE,
    REFERENCE_CONTENT,
    SEAL,
    TABLE,
    TEXT,
    VERTICAL_TEXT,
    VISION_FOOTNOTE;

    /** As its authors write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
