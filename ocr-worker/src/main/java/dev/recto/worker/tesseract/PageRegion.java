package dev.recto.worker.tesseract;

import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.worker.detector.Label;
import dev.recto.worker.regions.BlockTypes;
import dev.recto.worker.regions.Region;
import dev.recto.worker.regions.Treatment;
import dev.recto.worker.scan.Size;

/** A region of a page as Tesseract reads it. */
record PageRegion(Region region) {
    /** In inches. */
    private static final double MARGIN = 0.02;

    /** Whether it is part of the page's text or a picture, and no furniture. */
    boolean isOfThePage() {
        return region.treatment() != Treatment.LEFT_OUT;
    }

    /** Headers, footers and notes at the side too; none that is there in parts already, or has no pixels. */
    boolean isRead() {
        return region.label() != Label.REFERENCE && box().width() > 0 && box().height() > 0;
    }

    boolean isPicture() {
        return region.treatment() == Treatment.PICTURE;
    }

    /** Whether it is told from letters only where there is text around it: a grid, or text that runs up or down. */
    boolean needsThePage() {
        return switch (region.label()) {
            case TABLE, ASIDE_TEXT, VERTICAL_TEXT -> true;
            default -> false;
        };
    }

    boolean holds(Box word) {
        return box().left() <= middle(word.left(), word.right())
                && middle(word.left(), word.right()) < box().right()
                && box().top() <= middle(word.top(), word.bottom())
                && middle(word.top(), word.bottom()) < box().bottom();
    }

    private static int middle(int from, int to) {
        return (from + to) / 2;
    }

    /** Its box, and what letters at its edges reach into. */
    Box surroundings(Size image, int dpi) {
        return image.around(box(), (int) Math.round(MARGIN * dpi));
    }

    Segmentation segmentation() {
        return switch (region.label()) {
            case NUMBER, FORMULA_NUMBER -> Segmentation.LINE;
            case SEAL -> Segmentation.SPARSE;
            default -> Segmentation.BLOCK;
        };
    }

    BlockType type() {
        return BlockTypes.of(region);
    }

    int headingLevel() {
        return region.label() == Label.DOC_TITLE ? 1 : 2;
    }

    Box box() {
        return region.box();
    }

    double certainty() {
        return region.score();
    }
}
