package dev.recto.api.ocr.answer;

/** Markdown without its markup: the words stay, line by line. */
final class PlainText {
    private static final CleanHtml HTML = new CleanHtml();

    private static final CleanHtml LINES = CleanHtml.ofLines();

    private PlainText() {}

    static String of(String markdown) {
        return text(HTML, markdown);
    }

    /** Of a table's cell: of what stands within a line. */
    static String ofLine(String markdown) {
        return text(LINES, markdown);
    }

    private static String text(CleanHtml html, String markdown) {
        TextLines lines = new TextLines();
        html.of(markdown).traverse(lines);
        return lines.text();
    }
}
