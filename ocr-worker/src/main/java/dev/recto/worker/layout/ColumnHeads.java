package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Headings side by side that the engine put before all of their columns: each goes to the column beneath it. */
final class ColumnHeads {
    /** Of a column. */
    private static final int MIN_LINES = 2;

    private ColumnHeads() {}

    static List<Region> placed(List<Region> regions) {
        List<Region> placed = new ArrayList<>(regions);
        int end;
        for (int start = 0; start < regions.size(); start = end) {
            end = start + 1;
            while (end < regions.size() && areHeads(regions.get(end - 1), regions.get(end))) {
                end++;
            }
            place(regions.subList(start, end), regions.subList(end, regions.size()), placed);
        }
        return placed;
    }

    private static void place(List<Region> heads, List<Region> later, List<Region> placed) {
        List<Region> columns = heads.stream()
                .map(head -> column(head, later))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (heads.size() > 1 && columns.size() == heads.size()) {
            placed.removeAll(heads);
            for (int i = 0; i < heads.size(); i++) {
                placed.add(placed.indexOf(columns.get(i)), heads.get(i));
            }
        }
    }

    private static boolean areHeads(Region left, Region right) {
        Box a = left.box();
        Box b = right.box();
        return lines(left) == 1 && lines(right) == 1 && a.right() < b.left() && Boxes.areBeside(a, b);
    }

    /** The nearest beneath a heading. */
    private static Optional<Region> column(Region head, List<Region> later) {
        Box box = head.box();
        return later.stream()
                .filter(each -> each.box().top() >= box.bottom()
                        && Boxes.overlap(each.box().left(), each.box().right(), box.left(), box.right()) > 0)
                .min(Comparator.comparingInt(each -> each.box().top()))
                .filter(each -> lines(each) >= MIN_LINES);
    }

    private static long lines(Region region) {
        return Region.lines(List.of(region)).count();
    }
}
