package dev.recto.api.ocr.docx;

/**
 * What the paragraphs of a block have in common.
 *
 * @param style its name in {@code styles.xml}, empty for the usual one
 * @param list number of the list in {@code numbering.xml}, 0 outside of lists
 * @param level of the list, counted from 0
 * @param quotes blocks of quotations around it
 * @param align {@code center}, {@code right}, or empty
 */
record Frame(String style, int list, int level, int quotes, String align) {
    static final Frame PLAIN = new Frame("", 0, 0, 0, "");

    /** Twentieths of a point. */
    private static final int STEP = 360;

    /** What Word knows of. */
    private static final int DEEPEST_LEVEL = 8;

    Frame styled(String other) {
        return new Frame(other, list, level, quotes, align);
    }

    /** The level of a list inside of it. */
    int levelWithin() {
        return list > 0 ? Math.min(level + 1, DEEPEST_LEVEL) : 0;
    }

    Frame item(int number, int depth) {
        return new Frame(style, number, depth, quotes, align);
    }

    Frame quoted() {
        return new Frame("Quote", list, level, quotes + 1, align);
    }

    Frame aligned(String other) {
        return new Frame(style, list, level, quotes, other.equals("center") || other.equals("right") ? other : "");
    }

    /**
     * Properties of one of its paragraphs, in the order that the schema wants.
     *
     * @param first whether it is the one that has an item's number
     * @param backwards whether it is written from the right
     */
    String properties(boolean first, boolean backwards) {
        StringBuilder all = new StringBuilder();
        all.append(style.isEmpty() ? "" : "<w:pStyle w:val=\"" + style + "\"/>");
        if (list > 0 && first) {
            all.append("<w:numPr><w:ilvl w:val=\"").append(level).append("\"/><w:numId w:val=\"");
            all.append(list).append("\"/></w:numPr>");
        }
        all.append(backwards ? "<w:bidi/>" : "");
        int indent = STEP * (quotes + (list > 0 && !first ? level + 2 : 0));
        all.append(indent > 0 && !(list > 0 && first) ? "<w:ind w:left=\"" + indent + "\"/>" : "");
        // Where a paragraph is written from the right, Word takes "right" for where its lines end
        String side = backwards && align.equals("right") ? "left" : align;
        all.append(side.isEmpty() ? "" : "<w:jc w:val=\"" + side + "\"/>");
        return all.isEmpty() ? "" : "<w:pPr>" + all + "</w:pPr>";
    }
}
