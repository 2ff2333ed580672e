package dev.recto.api.ocr.answer;

import java.util.List;

/** What a document's markdown becomes, block by block. */
interface DocumentForm {
    /** May be empty: then nothing is left of the block. */
    String of(String block);

    /** The pictures of the page that comes next, if {@link #showsPictures}. A block may be of that page or of the one before. */
    default void pictures(List<OcrPage.Image> images) {}

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
