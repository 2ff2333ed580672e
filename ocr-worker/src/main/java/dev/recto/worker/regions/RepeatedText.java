package dev.recto.worker.regions;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cuts a long text behind the first of what it says again and again. */
final class RepeatedText {
    private static final int LEAST_LENGTH = 10;
    private static final int LEAST_TIMES = 10;
    private static final double MOST_LINES = 0.8;
    private static final int IN_A_ROW = 3;

    private RepeatedText() {}

    static String cut(String text) {
        String stripped = Blanks.strip(text);
        return units(stripped.codePoints().toArray()).orElseGet(() -> lines(text));
    }

    /** The earliest unit that follows itself so often, the shortest of those. Quadratic in the text's length over ten. */
    private static Optional<String> units(int[] text) {
        int earliest = text.length;
        int length = 0;
        for (int unit = LEAST_LENGTH; unit <= text.length / LEAST_TIMES; unit++) {
            int needed = (LEAST_TIMES - 1) * unit;
            int same = 0;
            for (int at = text.length - unit - 1; at >= 0; at--) {
                same = text[at] == text[at + unit] ? same + 1 : 0;
                if (same >= needed && at < earliest) {
                    earliest = at;
                    length = unit;
                }
            }
        }
        return length == 0 ? Optional.empty() : Optional.of(new String(text, 0, earliest + length));
    }

    private static String lines(String text) {
        List<String> all = Arrays.asList(text.split("\n", -1));
        List<String> lines =
                all.stream().map(Blanks::strip).filter(line -> !line.isEmpty()).toList();
        Map<String, Integer> counts = new LinkedHashMap<>();
        lines.forEach(line -> counts.merge(line, 1, Integer::sum));
        int most = counts.values().stream().mapToInt(count -> count).max().orElse(0);
        if (most < LEAST_TIMES || most < MOST_LINES * lines.size()) {
            return text;
        }
        String common = counts.entrySet().stream()
                .filter(entry -> entry.getValue() == most)
                .findFirst()
                .orElseThrow()
                .getKey();
        int first = firstInARow(lines, common);
        return first < 0 ? text : String.join("\n", all.subList(0, place(all, first) + 1));
    }

    private static int firstInARow(List<String> lines, String common) {
        for (int i = 0; i + IN_A_ROW <= lines.size(); i++) {
            if (lines.subList(i, i + IN_A_ROW).stream().allMatch(common::equals)) {
                return i;
            }
        }
        return -1;
    }

    /** Of the n-th line that is not empty, among all. */
    private static int place(List<String> all, int n) {
        int seen = -1;
        for (int i = 0; i < all.size(); i++) {
            if (!Blanks.strip(all.get(i)).isEmpty() && ++seen == n) {
                return i;
            }
        }
        throw new IllegalStateException("fewer lines than counted");
    }
}
