package dev.recto.worker.model.deepseek;

import dev.recto.model.BlockType;
import java.util.Locale;

/** DeepSeek-OCR's words for kinds of blocks. */
final class Labels {
    private Labels() {}

    /** Text for words that are not known. */
    static BlockType type(String label) {
        return switch (label.strip().toLowerCase(Locale.ROOT)) {
            case "title", "sub_title", "doc_title", "paragraph_title" -> BlockType.TITLE;
            case "list" -> BlockType.LIST;
            case "table" -> BlockType.TABLE;
            case "equation", "formula", "interline_equation" -> BlockType.EQUATION;
            case "image_caption", "table_caption", "figure_caption", "code_caption" -> BlockType.CAPTION;
            case "image_footnote", "table_footnote", "aside_text" -> BlockType.ASIDE_TEXT;
            case "code", "algorithm" -> BlockType.CODE;
            case "reference", "references", "ref_text" -> BlockType.REFERENCES;
            case "header", "page_header" -> BlockType.HEADER;
            case "footer", "page_footer", "page_number" -> BlockType.FOOTER;
            case "signature", "seal" -> BlockType.SIGNATURE;
            default -> BlockType.TEXT;
        };
    }
}
