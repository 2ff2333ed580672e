package dev.recto.api.ocr.docx;

/**
 * How a piece of a paragraph looks.
 *
 * @param raised {@code superscript}, {@code subscript}, or empty
 * @param link relationship of its target, empty for none
 */
record Run(boolean bold, boolean italic, boolean underlined, boolean struck, boolean code, String raised, String link) {
    static final Run PLAIN = new Run(false, false, false, false, false, "", "");

    /** With what an element of this name adds. */
    Run within(String element) {
        return switch (element) {
            case "b", "strong", "th" -> new Run(true, italic, underlined, struck, code, raised, link);
            case "i", "em", "cite" -> new Run(bold, true, underlined, struck, code, raised, link);
            case "u", "ins" -> new Run(bold, italic, true, struck, code, raised, link);
            case "s", "del", "strike" -> new Run(bold, italic, underlined, true, code, raised, link);
            case "code", "pre" -> new Run(bold, italic, underlined, struck, true, raised, link);
            case "sup" -> new Run(bold, italic, underlined, struck, code, "superscript", link);
            case "sub" -> new Run(bold, italic, underlined, struck, code, "subscript", link);
            default -> this;
        };
    }

    Run to(String target) {
        return new Run(bold, italic, underlined, struck, code, raised, target);
    }

    /** @param content of text, breaks or a drawing, in XML */
    String xml(String content) {
        String run = "<w:r>" + properties() + content + "</w:r>";
        return link.isEmpty() ? run : "<w:hyperlink r:id=\"" + link + "\">" + run + "</w:hyperlink>";
    }

    private String properties() {
        StringBuilder all = new StringBuilder();
        all.append(link.isEmpty() ? "" : "<w:rStyle w:val=\"Hyperlink\"/>");
        all.append(code ? "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/>" : "");
        all.append(bold ? "<w:b/><w:bCs/>" : "");
        all.append(italic ? "<w:i/><w:iCs/>" : "");
        all.append(struck ? "<w:strike/>" : "");
        all.append(underlined ? "<w:u w:val=\"single\"/>" : "");
        all.append(raised.isEmpty() ? "" : "<w:vertAlign w:val=\"" + raised + "\"/>");
        return all.isEmpty() ? "" : "<w:rPr>" + all + "</w:rPr>";
    }
}
