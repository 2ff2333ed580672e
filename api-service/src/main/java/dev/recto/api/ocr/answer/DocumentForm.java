package dev.recto.api.ocr.answer;

/** What a document's markdown becomes, block by block. */
interface DocumentForm {
    /** May be empty: then nothing is left of the block. */
    String of(String block);

    /** A picture of the page that comes next, if {@link #showsPictures}. */
    default void picture(OcrPage.Image image) {}

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
