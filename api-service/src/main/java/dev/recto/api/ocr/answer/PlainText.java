package dev.recto.api.ocr.answer;

/** Markdown without its markup: the words stay, line by line. */
final class PlainText {
    private static final CleanHtml HTML = new CleanHtml();

    private PlainText() {}

    static String of(String markdown) {
        TextLines lines = new TextLines();
        HTML.of(markdown).traverse(lines);
        return lines.text();
    }
}
