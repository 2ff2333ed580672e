package dev.recto.worker.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Lines that are broken where the next word did not fit: running text, whatever stands beside it. The lines of a column
 * of cells end where their cells end.
 */
final class Prose {
    private static final int MIN_LINES = 4;
    private static final double MIN_CHARACTERS = 18;
    /** Of the lines; the others end paragraphs. */
    private static final double FULL = 0.8;
    /** In heights of a line: an indent, and the space from line to line. */
    private static final double INDENT = 2.5;

    private static final double PITCH = 2;
    private static final double SPACE = 0.3;

    private Prose() {}

    /** By identity. */
    static Set<Line> lines(List<Region> regions) {
        Set<Line> prose = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Region region : regions) {
            for (List<Line> run : runs(Region.lines(List.of(region)).toList())) {
                if (isProse(run)) {
                    prose.addAll(run);
                }
            }
        }
        return prose;
    }

    private static List<List<Line>> runs(List<Line> lines) {
        List<List<Line>> runs = new ArrayList<>();
        for (Line line : lines) {
            if (runs.isEmpty() || !follows(runs.getLast().getLast(), line)) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(line);
        }
        return runs;
    }

    /** Beneath it, and flush with it at either side: around an initial or a picture lines begin further in. */
    private static boolean follows(Line line, Line next) {
        int pitch = next.box().top() - line.box().top();
        return pitch > 0
                && pitch < PITCH * line.height()
                && (isFlushLeft(line, next)
                        || Math.abs(next.box().right() - line.box().right()) < SPACE * line.height());
    }

    private static boolean isFlushLeft(Line line, Line next) {
        return Math.abs(next.box().left() - line.box().left()) < INDENT * line.height();
    }

    private static boolean isProse(List<Line> lines) {
        int right = lines.stream().mapToInt(line -> line.box().right()).max().orElseThrow();
        int characters =
                lines.stream().mapToInt(line -> CjkText.letters(line.text())).sum();
        int full = 0;
        int flush = 0;
        for (int i = 1; i < lines.size(); i++) {
            Word next = lines.get(i).words().getFirst();
            Line line = lines.get(i - 1);
            flush += isFlushLeft(line, lines.get(i)) ? 1 : 0;
            full += line.box().right() + SPACE * line.height() + next.box().width() >= right ? 1 : 0;
        }
        return lines.size() >= MIN_LINES
                && characters >= MIN_CHARACTERS * lines.size()
                && full >= FULL * (lines.size() - 1)
                // Labels that end where their column does begin anywhere
                && 2 * flush >= lines.size() - 1
                && hasNoColumns(lines);
    }

    /** Wide spaces of a narrow column that is set to its width stand anywhere, those of a table beneath one another. */
    private static boolean hasNoColumns(List<Line> lines) {
        List<Row> rows = lines.stream().map(line -> new Row(Piece.of(line))).toList();
        long several = rows.stream().filter(row -> !row.isSingle()).count();
        return several * 4 <= lines.size()
                || several >= MIN_LINES && Columns.of(rows).count() == 1;
    }
}
