package dev.recto.api.ocr.docx;

import dev.recto.api.ocr.text.Direction;
import java.util.regex.Pattern;

/** Paragraphs and tables one behind the other; a paragraph without anything in it is none. */
final class Flow {
    private static final Pattern SPACE = Pattern.compile("[ \\t\\n\\f\\r]+");

    private static final int NONE = -1;

    private final StringBuilder xml = new StringBuilder();
    private final StringBuilder runs = new StringBuilder();
    private final int width;
    private Frame frame;
    private boolean first = true;
    private boolean spaced = true;
    private boolean backwards;
    /** Where the last text ends with a space that nothing may follow. */
    private int hanging = NONE;

    /** @param width that its tables may have */
    Flow(Frame frame, int width) {
        this.frame = frame;
        this.width = width;
    }

    int width() {
        return width;
    }

    Frame frame() {
        return frame;
    }

    /** What comes stands in a paragraph of its own. */
    void in(Frame next) {
        end();
        frame = next;
    }

    /** What comes is an item of a list: its first paragraph has the number. */
    void item(Frame next) {
        in(next);
        first = true;
    }

    /** An item that begins with something else than text, or with nothing, has its number all the same: those behind it count on. */
    void number() {
        end();
        if (first && frame.list() > 0) {
            xml.append("<w:p>").append(frame.properties(true, false)).append("</w:p>");
            first = false;
        }
    }

    /** White space is one space, and none at the start, as in HTML. */
    void text(String text, Run run) {
        String words = SPACE.matcher(text).replaceAll(" ");
        exactly(spaced && words.startsWith(" ") ? words.substring(1) : words, run);
        hanging = spaced ? runs.lastIndexOf(" </w:t>") : NONE;
    }

    void exactly(String text, Run run) {
        if (text.isEmpty()) {
            return;
        }
        if (runs.isEmpty()) {
            backwards = Direction.isFromTheRight(text);
        }
        runs.append(run.xml("<w:t xml:space=\"preserve\">" + Xml.text(text) + "</w:t>"));
        spaced = text.endsWith(" ");
        hanging = NONE;
    }

    void line() {
        runs.append(Run.PLAIN.xml("<w:br/>"));
        spaced = true;
        hanging = NONE;
    }

    void drawing(String drawing, Run run) {
        runs.append(run.xml(drawing));
        spaced = false;
        hanging = NONE;
    }

    /** A table: with a paragraph behind it, or two of them would be one. */
    void table(String table) {
        number();
        xml.append(table).append(table.isEmpty() ? "" : "<w:p/>");
    }

    /** A line across the page. */
    void rule() {
        end();
        xml.append(
                "<w:p><w:pPr><w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"auto\"/></w:pBdr></w:pPr></w:p>");
    }

    private void end() {
        if (hanging != NONE) {
            runs.deleteCharAt(hanging);
            hanging = NONE;
        }
        if (!runs.isEmpty()) {
            xml.append("<w:p>")
                    .append(frame.properties(first, backwards))
                    .append(runs)
                    .append("</w:p>");
            runs.setLength(0);
            first = false;
        }
        spaced = true;
    }

    String xml() {
        end();
        return xml.toString();
    }
}
