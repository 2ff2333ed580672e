package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Cells of a page's tables that are worth another look, and what becomes of the page with it. */
public final class DoubtfulCells {
    /** Of a row's height, above and beneath it. */
    private static final double MARGIN = 0.15;

    private DoubtfulCells() {}

    /**
     * None on a page that is read from the right.
     *
     * @param minConfidence words below are dirt
     */
    public static List<DoubtfulCell> of(List<Region> regions, double minConfidence) {
        if (Mirror.isNeeded(regions)) {
            return List.of();
        }
        return Tables.zones(Dirt.remove(regions, minConfidence)).stream()
                .flatMap(zone -> of(zone).stream())
                .toList();
    }

    private static List<DoubtfulCell> of(Zone zone) {
        List<Row> rows = zone.body();
        List<List<List<Piece>>> cells = rows.stream().map(zone.columns()::cells).toList();
        return IntStream.range(0, zone.columns().count())
                .boxed()
                .flatMap(column -> of(rows, cells, column, zone.columns()))
                .toList();
    }

    private static Stream<DoubtfulCell> of(List<Row> rows, List<List<List<Piece>>> cells, int column, Columns columns) {
        List<List<Piece>> filled = cells.stream()
                .map(row -> row.get(column))
                .filter(cell -> !cell.isEmpty())
                .toList();
        if (filled.isEmpty()) {
            return Stream.empty();
        }
        Optional<NumberFormat> format =
                NumberFormat.of(filled.stream().map(DoubtfulCells::text).toList());
        List<Piece> pieces = filled.stream().flatMap(List::stream).toList();
        int left = pieces.stream().mapToInt(Piece::left).min().orElseThrow();
        int right = pieces.stream().mapToInt(Piece::right).max().orElseThrow();
        return IntStream.range(0, rows.size())
                .mapToObj(i -> new DoubtfulCell(
                        room(rows.get(i), cells.get(i), column, columns.around(column, left, right)),
                        Piece.words(cells.get(i).get(column)),
                        format))
                .filter(cell -> (cell.isDoubtful() || cell.isOfDoubtfulSign())
                        && cell.room().width() > cell.room().height() / 2);
    }

    private static String text(List<Piece> cell) {
        return String.join(" ", cell.stream().map(Piece::text).toList());
    }

    /** As wide as its column, or what it holds, but not beyond what stands beside it. */
    private static Box room(Row row, List<List<Piece>> cells, int column, Corridor around) {
        int space = (int) Math.round(row.height() / 2);
        int left = around.left() - space;
        int right = around.right() + space;
        for (Piece piece : cells.get(column)) {
            left = Math.min(left, piece.left());
            right = Math.max(right, piece.right());
        }
        for (int i = 0; i < column; i++) {
            for (Piece piece : cells.get(i)) {
                left = Math.max(left, piece.right());
            }
        }
        for (int i = column + 1; i < cells.size(); i++) {
            for (Piece piece : cells.get(i)) {
                right = Math.min(right, piece.left());
            }
        }
        int margin = (int) Math.round(MARGIN * row.height());
        int from = Math.max(0, left);
        return new Box(from, Math.max(0, row.top() - margin), Math.max(from + 1, right), row.bottom() + margin);
    }

    /** What is left of a cell's words without specks at its edges. */
    public static List<Word> cleaned(List<Word> words) {
        return CellDirt.removed(words);
    }

    /** What was taken for dirt before it was read with its cell is not to be there twice. */
    private static List<Word> rest(Word word, List<Box> places) {
        return places.stream().anyMatch(place -> isWithin(word.box(), place)) ? List.of() : List.of(word);
    }

    private static boolean isWithin(Box box, Box place) {
        return 2 * Boxes.overlap(box.left(), box.right(), place.left(), place.right()) > box.width()
                && 2 * Boxes.overlap(box.top(), box.bottom(), place.top(), place.bottom()) > box.height();
    }

    /** The regions with what another look found in their cells. */
    public static List<Region> mended(List<Region> regions, Map<DoubtfulCell, List<Word>> found) {
        Map<Word, List<Word>> instead = new IdentityHashMap<>();
        List<Word> missing = new ArrayList<>();
        found.forEach((cell, words) -> {
            if (cell.words().isEmpty()) {
                missing.addAll(words);
            } else {
                cell.words().forEach(word -> instead.put(word, List.of()));
                instead.put(cell.words().getFirst(), words);
            }
        });
        List<Box> places =
                found.values().stream().flatMap(List::stream).map(Word::box).toList();
        List<Region> mended = Region.keep(
                regions,
                line -> line.with(line.words().stream()
                        .flatMap(word -> instead.getOrDefault(word, rest(word, places)).stream())
                        .toList()));
        return TickMarks.inLines(mended, missing);
    }
}
