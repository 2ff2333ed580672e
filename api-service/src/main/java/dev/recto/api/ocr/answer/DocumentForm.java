package dev.recto.api.ocr.answer;

import java.io.IOException;

/** What a document's markdown becomes, block by block. */
interface DocumentForm {
    /** May be empty: then nothing is left of the block. */
    String of(String block) throws IOException;

    /** The page that comes next. A block may be of that page or of the one before. */
    default void page(OcrPage page) {}

    /** What stands between the last block of a page and the first one of the next. */
    default String pageBreak() {
        return "";
    }

    default boolean showsPictures() {
        return false;
    }

    default String head() {
        return "";
    }

    default String tail() {
        return "";
    }
}
