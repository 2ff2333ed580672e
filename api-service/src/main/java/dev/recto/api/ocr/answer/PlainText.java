package dev.recto.api.ocr.answer;

import java.util.regex.Pattern;

/** Markdown without its markup: the words stay, line by line. */
final class PlainText {
    private static final CleanHtml HTML = new CleanHtml();

    private static final CleanHtml LINES = CleanHtml.ofLines();

    /** What a link may refer to would be no part of the text. */
    private static final Pattern REFERENCE = Pattern.compile("^\\[([^\\[\\]]+)]:");

    private PlainText() {}

    static String of(String markdown) {
        return text(HTML, markdown);
    }

    /** Of a table's cell: of what stands within a line. */
    static String ofLine(String markdown) {
        return text(LINES, REFERENCE.matcher(markdown).replaceFirst("\\\\[$1]:"));
    }

    private static String text(CleanHtml html, String markdown) {
        TextLines lines = new TextLines();
        html.of(markdown).traverse(lines);
        return lines.text();
    }
}
