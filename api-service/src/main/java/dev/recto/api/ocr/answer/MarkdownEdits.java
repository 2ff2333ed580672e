package dev.recto.api.ocr.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Replacements in a page's markdown that do not overlap, and where its characters are afterwards. */
final class MarkdownEdits {
    /** The characters {@code [start, end)} become {@code text}. */
    record Edit(int start, int end, String text) {}

    private final List<Edit> edits = new ArrayList<>();

    /** An edit that overlaps an earlier one is left out: what was asked for first stands. */
    boolean replace(int start, int end, String text) {
        if (edits.stream().anyMatch(each -> start < each.end() && each.start() < end)) {
            return false;
        }
        return edits.add(new Edit(start, end, text));
    }

    /** Takes a block out together with the empty lines behind it, or before it at the end of the page. */
    boolean remove(String markdown, int start, int end) {
        int to = end;
        while (to < markdown.length() && markdown.charAt(to) == '\n') {
            to++;
        }
        int from = start;
        if (to == markdown.length()) {
            while (from > 0 && markdown.charAt(from - 1) == '\n' && isFree(from - 1)) {
                from--;
            }
        }
        return replace(from, to, "");
    }

    String apply(String markdown) {
        StringBuilder result = new StringBuilder(markdown.length());
        int at = 0;
        for (Edit edit : sorted()) {
            result.append(markdown, at, edit.start()).append(edit.text());
            at = edit.end();
        }
        return result.append(markdown, at, markdown.length()).toString();
    }

    /** Where the character is after {@link #apply}; -1 if it is gone. */
    int place(int offset) {
        int shift = 0;
        for (Edit edit : sorted()) {
            if (offset < edit.start()) {
                break;
            }
            if (offset < edit.end()) {
                return -1;
            }
            shift += edit.text().length() - (edit.end() - edit.start());
        }
        return offset + shift;
    }

    private boolean isFree(int offset) {
        return edits.stream().noneMatch(each -> each.start() <= offset && offset < each.end());
    }

    private List<Edit> sorted() {
        return edits.stream().sorted(Comparator.comparingInt(Edit::start)).toList();
    }
}
