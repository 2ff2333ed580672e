package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.List;

/** A line over several columns begins a section: what stands above it is read before, in all columns. */
final class Sections {
    private static final int MAX_LINES = 3;
    /** Of a column beneath. */
    private static final int MIN_LINES = 3;

    private Sections() {}

    static List<Region> ordered(List<Region> regions) {
        List<Region> ordered = new ArrayList<>(regions);
        for (Region region : regions) {
            if (spansColumns(region, regions)) {
                int at = ordered.indexOf(region);
                List<Region> late = ordered.subList(at, ordered.size()).stream()
                        .filter(each -> each.box().bottom() <= region.box().top())
                        .toList();
                if (!late.isEmpty()) {
                    ordered.removeAll(late);
                    ordered.addAll(at, late);
                }
            }
        }
        return ordered;
    }

    private static boolean spansColumns(Region region, List<Region> regions) {
        if (lines(region) == 0 || lines(region) > MAX_LINES) {
            return false;
        }
        List<Box> columns = regions.stream()
                .filter(each -> lines(each) >= MIN_LINES && isUnder(each.box(), region.box()))
                .map(Region::box)
                .toList();
        return columns.stream().anyMatch(left -> columns.stream().anyMatch(right -> areBeside(left, right)));
    }

    private static long lines(Region region) {
        return Region.lines(List.of(region)).count();
    }

    private static boolean isUnder(Box column, Box line) {
        return column.top() >= line.bottom()
                && 2 * Boxes.overlap(column.left(), column.right(), line.left(), line.right()) > column.width();
    }

    private static boolean areBeside(Box left, Box right) {
        return left.right() <= right.left() && Boxes.areBeside(left, right);
    }
}
