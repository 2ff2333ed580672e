package dev.recto.worker.layout;

import java.util.ArrayList;
import java.util.List;

/** What stands in the margin: stamps, which run up or down beside the whole text, and the numbers of its lines. */
final class Margin {
    /** Of such a line, by its width. */
    private static final double LENGTH = 4;

    private static final int MIN_CHARACTERS = 4;

    private Margin() {}

    static List<Line> of(List<Region> regions, double bodyHeight) {
        List<Line> margin = new ArrayList<>(stamps(regions, bodyHeight));
        margin.addAll(LineNumbers.of(regions));
        return margin;
    }

    private static List<Line> stamps(List<Region> regions, double bodyHeight) {
        List<Line> level = Region.lines(regions).filter(line -> !runsUp(line)).toList();
        if (level.isEmpty()) {
            return List.of();
        }
        int[] left = level.stream().mapToInt(line -> line.box().left()).sorted().toArray();
        int[] right =
                level.stream().mapToInt(line -> line.box().right()).sorted().toArray();
        return Region.lines(regions)
                .filter(Margin::runsUp)
                .filter(line -> line.box().right() < left[left.length / 4] - bodyHeight
                        || line.box().left() > right[right.length - 1] + bodyHeight)
                .toList();
    }

    private static boolean runsUp(Line line) {
        return line.text().length() >= MIN_CHARACTERS
                && line.box().height() > LENGTH * line.box().width();
    }
}
