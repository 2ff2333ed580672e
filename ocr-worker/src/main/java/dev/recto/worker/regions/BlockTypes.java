package dev.recto.worker.regions;

import dev.recto.model.BlockType;

/** Regions in the words of the contract. */
public final class BlockTypes {
    private static final int MIDDLE = 500;

    private BlockTypes() {}

    public static BlockType of(Region region) {
        return switch (region.label()) {
            case DOC_TITLE, PARAGRAPH_TITLE -> BlockType.TITLE;
            case TABLE -> BlockType.TABLE;
            case DISPLAY_FORMULA, INLINE_FORMULA -> BlockType.EQUATION;
            case IMAGE, CHART -> BlockType.IMAGE;
            case FIGURE_TITLE, VISION_FOOTNOTE -> BlockType.CAPTION;
            case ALGORITHM -> BlockType.CODE;
            case REFERENCE_CONTENT -> BlockType.REFERENCES;
            case HEADER, HEADER_IMAGE -> BlockType.HEADER;
            case FOOTER, FOOTER_IMAGE, FOOTNOTE -> BlockType.FOOTER;
            case NUMBER -> isAtTheTop(region) ? BlockType.HEADER : BlockType.FOOTER;
            case ASIDE_TEXT -> BlockType.ASIDE_TEXT;
            case ABSTRACT, CONTENT, FORMULA_NUMBER, REFERENCE, SEAL, TEXT, VERTICAL_TEXT -> BlockType.TEXT;
        };
    }

    private static boolean isAtTheTop(Region region) {
        return region.thousandths().top() + region.thousandths().bottom() < 2 * MIDDLE;
    }
}
