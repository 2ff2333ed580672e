package dev.recto.api.ocr.answer;

import dev.recto.api.ocr.text.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A table as rows of cells: read from and written as markdown or HTML. The first row is the head. */
record TableText(List<List<String>> rows) {
    private static final Pattern ROW = Pattern.compile("<tr[^<>]*+>(.*?)(?=</tr>|<tr|</table>|$)", flags());
    private static final Pattern CELL =
            Pattern.compile("<(t[hd])((?:\\s[^<>]*+)?)>(.*?)(?=</t[hd]>|<t[hd][\\s>]|</tr>|$)", flags());
    private static final Pattern SPAN = Pattern.compile("(col|row)span\\s*=\\s*[\"']?(\\d{1,3})", flags());
    private static final Pattern RULE = Pattern.compile("\\s*:?-+:?\\s*");
    private static final Pattern BAR = Pattern.compile("(?<!\\\\)\\|");

    private static int flags() {
        return Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
    }

    static boolean isHtml(String text) {
        return text.stripLeading().toLowerCase(Locale.ROOT).startsWith("<table");
    }

    static TableText parse(String text) {
        return isHtml(text) ? html(text) : markdown(text);
    }

    String markdown() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        Filler filler = new Filler();
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            List<String> cells = new ArrayList<>(row);
            while (cells.size() < columns && filler.fill(cells)) {}
            lines.add(cells.stream().map(TableText::barred).collect(Collectors.joining(" | ", "| ", " |")));
            if (lines.size() == 1) {
                lines.add("| " + String.join(" | ", java.util.Collections.nCopies(columns, "---")) + " |");
            }
        }
        return String.join("\n", lines);
    }

    String html() {
        StringBuilder html = new StringBuilder("<table>");
        for (int i = 0; i < rows.size(); i++) {
            String tag = i == 0 ? "th" : "td";
            html.append("<tr>");
            rows.get(i)
                    .forEach(cell -> html.append('<')
                            .append(tag)
                            .append('>')
                            .append(escaped(cell))
                            .append("</")
                            .append(tag)
                            .append('>'));
            html.append("</tr>");
        }
        return html.append("</table>").toString();
    }

    private static TableText markdown(String text) {
        List<List<String>> rows = new ArrayList<>();
        for (String line : text.strip().split("\n")) {
            String inner = line.strip();
            inner = inner.startsWith("|") ? inner.substring(1) : inner;
            inner = inner.endsWith("|") && !inner.endsWith("\\|") ? inner.substring(0, inner.length() - 1) : inner;
            List<String> cells = Arrays.stream(BAR.split(inner, -1))
                    .map(cell -> PlainText.ofLine(cell.strip().replace("\\|", "|")))
                    .toList();
            if (rows.size() != 1
                    || !cells.stream().allMatch(cell -> RULE.matcher(cell).matches())) {
                rows.add(cells);
            }
        }
        return new TableText(rows);
    }

    /** A cell over several columns or rows is followed by empty ones, as long as there are not too many. */
    private static TableText html(String text) {
        List<List<String>> rows = new ArrayList<>();
        Filler filler = new Filler();
        List<Integer> hanging = new ArrayList<>();
        Matcher row = ROW.matcher(text);
        while (row.find()) {
            List<String> cells = new ArrayList<>();
            Matcher cell = CELL.matcher(row.group(1));
            while (cell.find()) {
                skipHanging(hanging, cells, filler);
                int columns = span(cell.group(2), "col");
                int down = span(cell.group(2), "row");
                cells.add(plain(cell.group(3)));
                hang(hanging, cells.size() - 1, down - 1);
                for (int i = 1; i < columns && filler.fill(cells); i++) {
                    hang(hanging, cells.size() - 1, down - 1);
                }
            }
            skipHanging(hanging, cells, filler);
            rows.add(cells);
        }
        return new TableText(rows);
    }

    private static void skipHanging(List<Integer> hanging, List<String> cells, Filler filler) {
        while (cells.size() < hanging.size() && hanging.get(cells.size()) > 0 && filler.fill(cells)) {
            hanging.set(cells.size() - 1, hanging.get(cells.size() - 1) - 1);
        }
    }

    /** Puts empty cells into a table, no more than it may have. */
    private static final class Filler {
        private int left = Tables.MOST_SLOTS;

        boolean fill(List<String> cells) {
            return left-- > 0 && cells.add("");
        }
    }

    private static void hang(List<Integer> hanging, int column, int rows) {
        while (hanging.size() <= column) {
            hanging.add(0);
        }
        hanging.set(column, rows);
    }

    private static int span(String attributes, String direction) {
        Matcher matcher = SPAN.matcher(attributes);
        while (matcher.find()) {
            if (matcher.group(1).equalsIgnoreCase(direction)) {
                return Math.clamp(Integer.parseInt(matcher.group(2)), 1, 100);
            }
        }
        return 1;
    }

    private static String plain(String html) {
        return ModelTags.without(html)
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String barred(String cell) {
        return ModelTags.escaped(cell).replace("|", "\\|");
    }

    private static String escaped(String cell) {
        return cell.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
