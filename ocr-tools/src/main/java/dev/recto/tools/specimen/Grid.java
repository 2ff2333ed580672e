package dev.recto.tools.specimen;

import dev.recto.worker.detector.Label;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table on a canvas: the first column begins at its left edge, numbers end at their right edge. */
final class Grid {
    private static final Color TINT = new Color(222, 230, 241);
    private static final Color MIDDLE = new Color(156, 180, 214);
    private static final Color DARK = new Color(31, 56, 100);

    private final Canvas canvas;
    private final double[] columns;
    private final double size;
    private final List<List<String>> cells = new ArrayList<>();
    private boolean ruled;
    private double padding = 4;
    private double y;

    /** @param columns left edges, and the right edge of the last */
    Grid(Canvas canvas, double top, double size, double... columns) {
        this.canvas = canvas;
        this.columns = columns;
        this.size = size;
        this.y = top;
        canvas.begin(Label.TABLE);
    }

    Grid ruled() {
        ruled = true;
        canvas.fill(columns[0], y, columns[columns.length - 1] - columns[0], 0.7, Color.BLACK);
        return this;
    }

    Grid padding(double points) {
        padding = points;
        return this;
    }

    /** White on dark. */
    void reversed(String... row) {
        row(DARK, Color.WHITE, row);
    }

    void tinted(String... row) {
        row(TINT, Color.BLACK, row);
    }

    void shaded(String... row) {
        row(MIDDLE, Color.BLACK, row);
    }

    void row(String... row) {
        row(null, Color.BLACK, row);
    }

    private void row(@Nullable Color back, Color ink, String... row) {
        List<List<String>> lines = new ArrayList<>();
        for (int i = 0; i < row.length; i++) {
            lines.add(
                    row[i].isEmpty()
                            ? List.of()
                            : canvas.wrap(row[i], columns[i + 1] - columns[i] - 2 * padding, size));
        }
        int most = lines.stream().mapToInt(List::size).max().orElseThrow();
        double height = most * size * 1.2 + 2 * padding;
        if (back != null) {
            canvas.fill(columns[0], y, columns[columns.length - 1] - columns[0], height, back);
        }
        canvas.color(ink);
        for (int i = 0; i < row.length; i++) {
            double base = y + padding + size;
            for (String line : lines.get(i)) {
                if (i > 0 && isNumber(row[i])) {
                    canvas.textLeftOf(line, columns[i + 1] - padding - (row[i].endsWith(")") ? 0 : 3), base, size);
                } else {
                    canvas.text(line, columns[i] + padding, base, size);
                }
                base += size * 1.2;
            }
        }
        canvas.color(Color.BLACK);
        if (ruled) {
            for (double x : columns) {
                canvas.fill(x, y, 0.7, height, Color.BLACK);
            }
        }
        y += height;
        if (ruled) {
            rule();
        }
        cells.add(List.of(row));
    }

    /** Header cells of several lines that end at the same height; each line right aligned but in the first column. */
    void header(List<List<String>> header) {
        int most = header.stream().mapToInt(List::size).max().orElseThrow();
        List<String> row = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            double base = y + padding + size + (most - header.get(i).size()) * size * 1.15;
            for (String line : header.get(i)) {
                if (i == 0) {
                    canvas.text(line, columns[i] + padding, base, size);
                } else {
                    canvas.textLeftOf(line, columns[i + 1] - padding, base, size);
                }
                base += size * 1.15;
            }
            row.add(String.join(" ", header.get(i)));
        }
        y += most * size * 1.15 + 2 * padding;
        rule();
        y += padding;
        cells.add(row);
    }

    /** Each cell in the middle of the columns from its edge to the next. */
    void over(List<String> row, int... edges) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            double middle = (columns[edges[i]] + columns[edges[i + 1]]) / 2;
            canvas.text(row.get(i), middle - canvas.width(row.get(i), size) / 2, y + padding + size, size);
            cells.add(row.get(i));
            while (cells.size() < edges[i + 1]) {
                cells.add("");
            }
        }
        y += size * 1.2 + 2 * padding;
        this.cells.add(cells);
    }

    /** A heading over the rows that follow. */
    void group(String heading) {
        canvas.text(heading, columns[0] + padding, y + padding + size, size);
        y += size * 1.2 + 2 * padding;
        List<String> row = new ArrayList<>(List.of(heading));
        while (row.size() < columns.length - 1) {
            row.add("");
        }
        cells.add(row);
    }

    /** Amounts whose currency stands at the left edge of their cell. */
    void amounts(String currency, String... row) {
        List<String> joined = new ArrayList<>();
        double base = y + padding + size;
        for (int i = 0; i < row.length; i++) {
            if (i == 0) {
                canvas.text(row[i], columns[i] + padding, base, size);
                joined.add(row[i]);
            } else {
                canvas.text(currency, columns[i] + 3 * padding, base, size);
                canvas.textLeftOf(row[i], columns[i + 1] - padding - (row[i].endsWith(")") ? 0 : 3), base, size);
                joined.add(currency + row[i]);
            }
        }
        y += size * 1.2 + 2 * padding;
        cells.add(joined);
    }

    void rule() {
        canvas.fill(columns[0], y, columns[columns.length - 1] - columns[0], 0.7, Color.BLACK);
    }

    double bottom() {
        return y;
    }

    List<List<String>> cells() {
        return cells;
    }

    private static boolean isNumber(String cell) {
        return cell.matches("[(-]?[\\d.,]+[)%]?|—|\\d{4}");
    }
}
