package dev.recto.api.ocr.answer;

import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Elements as lines: blocks stand apart, items of lists keep a mark, and cells of a row are tabs apart. */
final class TextLines implements NodeVisitor {
    private static final Set<String> WITHOUT_TEXT =
            Set.of("body", "table", "thead", "tbody", "tfoot", "tr", "ul", "ol");
    private static final int APART = 2;

    private final StringBuilder text = new StringBuilder();
    private int lists;
    /** Line ends that come before the next text. */
    private int pending;
    /** Whether the mark of an item waits for its text. */
    private boolean marked;

    String text() {
        return text.toString().stripTrailing();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode words) {
            add(words);
        } else if (node instanceof Element element) {
            switch (element.normalName()) {
                case "br", "thead", "tbody", "tfoot", "tr" -> end(1);
                case "ul", "ol" -> end(lists++ == 0 ? APART : 1);
                case "li" -> mark(element);
                case "td", "th" -> {
                    if (element.previousElementSibling() != null) {
                        pending = 0;
                        append("\t");
                    }
                }
                default -> end(element.isBlock() ? APART : 0);
            }
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element) {
            switch (element.normalName()) {
                case "ul", "ol" -> end(--lists == 0 ? APART : 1);
                case "li" -> {
                    marked = false;
                    end(1);
                }
                case "thead", "tbody", "tfoot", "tr" -> end(1);
                case "td", "th" -> {}
                default -> end(element.isBlock() ? APART : 0);
            }
        }
    }

    private void end(int lines) {
        pending = marked ? 0 : Math.max(pending, lines);
    }

    private void mark(Element item) {
        marked = false;
        end(1);
        Element list = item.parent();
        String mark = list != null && list.nameIs("ol") ? number(list, item) + ". " : "- ";
        append("  ".repeat(Math.max(0, lists - 1)) + mark);
        marked = true;
    }

    private static int number(Element list, Element item) {
        String start = list.attr("start");
        return (start.matches("\\d{1,9}") ? Integer.parseInt(start) : 1) + item.elementSiblingIndex();
    }

    private void add(TextNode node) {
        String words = node.getWholeText();
        Node parent = node.parent();
        if (parent instanceof Element around && WITHOUT_TEXT.contains(around.normalName()) && words.isBlank()) {
            return;
        }
        boolean begins = pending > 0 || marked || text.isEmpty();
        String shown = begins && !isCode(node) ? words.stripLeading() : words;
        if (!shown.isEmpty()) {
            marked = false;
            append(shown);
        }
    }

    private static boolean isCode(TextNode node) {
        return node.parent() instanceof Element code && code.closest("pre") != null;
    }

    private void append(String shown) {
        if (!text.isEmpty() && pending > 0) {
            int end = text.length();
            while (end > 0 && text.charAt(end - 1) == '\n') {
                end--;
            }
            text.setLength(end);
            text.append("\n".repeat(pending));
        }
        pending = 0;
        text.append(shown);
    }
}
