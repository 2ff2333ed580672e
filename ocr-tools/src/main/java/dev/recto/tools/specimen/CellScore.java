package dev.recto.tools.specimen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cells that were found, and cells that were right: the same words in the same column of the row that fits best. */
public record CellScore(int wanted, int found, int right) {
    /** @param markdown all of whose tables are taken for one */
    public static CellScore of(List<List<String>> truth, String markdown) {
        List<List<String>> rows = rows(markdown);
        int[] above = new int[rows.size() + 1];
        for (List<String> wanted : truth) {
            int[] best = new int[rows.size() + 1];
            for (int j = 0; j < rows.size(); j++) {
                best[j + 1] = Math.max(Math.max(best[j], above[j + 1]), above[j] + equal(wanted, rows.get(j)));
            }
            above = best;
        }
        return new CellScore(count(truth), count(rows), above[rows.size()]);
    }

    public CellScore plus(CellScore other) {
        return new CellScore(wanted + other.wanted, found + other.found, right + other.right);
    }

    /** The harmonic mean of the shares of those found, and of those wanted, that are right. */
    public double f1() {
        return wanted + found == 0 ? 1 : 2.0 * right / (wanted + found);
    }

    private static int equal(List<String> wanted, List<String> row) {
        int equal = 0;
        for (int i = 0; i < Math.min(wanted.size(), row.size()); i++) {
            equal += !wanted.get(i).isEmpty() && wanted.get(i).equals(row.get(i)) ? 1 : 0;
        }
        return equal;
    }

    private static int count(List<List<String>> rows) {
        return (int) rows.stream()
                .flatMap(List::stream)
                .filter(cell -> !cell.isEmpty())
                .count();
    }

    private static List<List<String>> rows(String markdown) {
        List<List<String>> rows = new ArrayList<>();
        for (String line : markdown.split("\n")) {
            if (line.startsWith("|") && !line.startsWith("| --- |")) {
                String cells = line.substring(1, line.lastIndexOf('|'));
                rows.add(Arrays.stream(cells.split("(?<!\\\\)\\|", -1))
                        .map(String::strip)
                        .toList());
            }
        }
        return rows;
    }
}
