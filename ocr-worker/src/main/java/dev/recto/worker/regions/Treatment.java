package dev.recto.worker.regions;

import dev.recto.worker.detector.Label;

/** What is done with a region. */
public enum Treatment {
    TEXT,
    TABLE,
    FORMULA,
    /** Kept as pixels, not read. */
    PICTURE,
    /** Not part of the page's text: what repeats on every page, and notes beside it. */
    LEFT_OUT;

    public static Treatment of(Label label) {
        return switch (label) {
            case TABLE -> TABLE;
            case DISPLAY_FORMULA, INLINE_FORMULA -> FORMULA;
            case CHART, IMAGE -> PICTURE;
            case ASIDE_TEXT, FOOTER, FOOTER_IMAGE, FOOTNOTE, HEADER, HEADER_IMAGE, NUMBER, REFERENCE -> LEFT_OUT;
            case ABSTRACT,
                    ALGORITHM,
                    CONTENT,
                    DOC_TITLE,
                    FIGURE_TITLE,
                    FORMULA_NUMBER,
                    PARAGRAPH_TITLE,
                    REFERENCE_CONTENT,
                    SEAL,
                    TEXT,
                    VERTICAL_TEXT,
                    VISION_FOOTNOTE -> TEXT;
        };
    }
}
