package dev.recto.worker.model;

import dev.recto.model.Block;
import dev.recto.model.BlockType;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds tables in markdown: HTML ones, and rows of pipes below a rule of dashes; a table that the text breaks off in ends with
 * the text. Takes time in proportion to the text, whatever it is.
 */
public final class MarkdownTables {
    private static final String OPEN = "<table";
    private static final String CLOSE = "</table>";

    private final String text;
    private final List<Block> tables = new ArrayList<>();

    private MarkdownTables(String text) {
        this.text = text;
    }

    /** One block without box for each table, in their order. */
    public static List<Block> blocks(String markdown) {
        MarkdownTables found = new MarkdownTables(markdown);
        found.scan();
        return found.tables;
    }

    private void scan() {
        int line = 0;
        while (line < text.length()) {
            int end = lineEnd(line);
            int html = text.indexOf(OPEN, line, end);
            if (html >= 0) {
                line = add(html, htmlEnd(html));
            } else if (hasPipe(line, end) && isRule(Math.min(end + 1, text.length()), lineEnd(end + 1))) {
                line = add(line, pipesEnd(end + 1)) + 1;
            } else {
                line = end + 1;
            }
        }
    }

    private int add(int start, int end) {
        tables.add(new Block(BlockType.TABLE, null, start, end, null, null));
        return end;
    }

    /** Behind the end of an HTML table, which may hold others. */
    private int htmlEnd(int start) {
        int depth = 0;
        int at = start;
        while (true) {
            int close = text.indexOf(CLOSE, at);
            if (close < 0) {
                return text.length();
            }
            int open = text.indexOf(OPEN, at);
            if (open >= 0 && open < close) {
                depth++;
                at = open + OPEN.length();
            } else {
                depth--;
                at = close + CLOSE.length();
                if (depth == 0) {
                    return at;
                }
            }
        }
    }

    private int pipesEnd(int ruleStart) {
        int end = lineEnd(ruleStart);
        while (end + 1 < text.length() && hasPipe(end + 1, lineEnd(end + 1))) {
            end = lineEnd(end + 1);
        }
        return end;
    }

    private int lineEnd(int start) {
        int newline = start < text.length() ? text.indexOf('\n', start) : -1;
        return newline < 0 ? text.length() : newline;
    }

    private boolean hasPipe(int start, int end) {
        return text.indexOf('|', start, end) >= 0;
    }

    private boolean isRule(int start, int end) {
        if (start >= end || !hasPipe(start, end)) {
            return false;
        }
        boolean dashes = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            dashes |= c == '-';
            if (c != '-' && c != '|' && c != ':' && c != ' ' && c != '\t') {
                return false;
            }
        }
        return dashes;
    }
}
