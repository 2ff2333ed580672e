package dev.recto.worker.tesseract;

import org.bytedeco.tesseract.global.tesseract;

/** How text is looked for in an image, in Tesseract's words. */
enum Segmentation {
    /** Columns, pictures and text that runs up or down are told apart. */
    PAGE(tesseract.PSM_AUTO),
    /** Lines one beneath the other. */
    BLOCK(tesseract.PSM_SINGLE_BLOCK),
    LINE(tesseract.PSM_SINGLE_LINE),
    /** Words anywhere. */
    SPARSE(tesseract.PSM_SPARSE_TEXT),
    /** One that fills the image. */
    LETTER(tesseract.PSM_SINGLE_CHAR);

    private final int mode;

    Segmentation(int mode) {
        this.mode = mode;
    }

    int mode() {
        return mode;
    }
}
