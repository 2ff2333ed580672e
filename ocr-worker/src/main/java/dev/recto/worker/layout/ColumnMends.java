package dev.recto.worker.layout;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the other cells of its column say about one that was read with doubt: what was read with certainty may well be written otherwise. */
public final class ColumnMends {
    /** Below, a word may be something else. */
    private static final double CERTAIN = 0.85;

    private ColumnMends() {}

    /**
     * The regions with the cells of their tables mended; none on a page that is read from the right.
     *
     * @param minConfidence words below are dirt
     */
    public static List<Region> of(List<Region> regions, double minConfidence) {
        if (Mirror.isNeeded(regions)) {
            return regions;
        }
        Map<Word, Optional<Word>> mends = new IdentityHashMap<>();
        for (Zone zone : Tables.zones(Dirt.remove(regions, minConfidence))) {
            addUnits(mends, columns(zone, zone.rows()).flatMap(List::stream).toList());
            columns(zone, zone.body()).forEach(cells -> add(mends, cells));
        }
        return mends.isEmpty() ? regions : Region.keep(regions, line -> mended(line, mends));
    }

    /** The words of their cells that are not empty. */
    private static Stream<List<List<Word>>> columns(Zone zone, List<Row> rows) {
        List<List<List<Piece>>> cells = rows.stream().map(zone.columns()::cells).toList();
        return IntStream.range(0, zone.columns().count())
                .mapToObj(column -> cells.stream()
                        .map(row -> Piece.words(row.get(column)))
                        .filter(words -> !words.isEmpty())
                        .toList());
    }

    private static void addUnits(Map<Word, Optional<Word>> mends, List<List<Word>> cells) {
        Set<String> all = cells.stream().flatMap(List::stream).map(Word::text).collect(Collectors.toSet());
        for (List<Word> cell : cells) {
            List<String> texts = cell.stream().map(Word::text).toList();
            for (Word word : cell) {
                Units.mended(word.text(), texts, all)
                        .ifPresent(unit -> mends.put(word, Optional.of(word.saying(unit))));
            }
        }
    }

    private static void add(Map<Word, Optional<Word>> mends, List<List<Word>> cells) {
        List<String> texts = cells.stream().map(ColumnMends::text).toList();
        ColumnForm.of(texts).ifPresent(form -> {
            LostPoints points = new LostPoints(form.isOfPoints() ? cells : List.of());
            for (int i = 0; i < cells.size(); i++) {
                List<Word> cell = cells.get(i);
                if (cell.stream().noneMatch(ColumnMends::isDoubtful)) {
                    continue;
                }
                String mended = points.in(cell).orElse(form.mended(texts.get(i)));
                if (!mended.equals(texts.get(i))) {
                    add(mends, cell, mended);
                } else if (isBesideRule(cell, form)) {
                    mends.put(cell.getLast(), Optional.empty());
                }
            }
        });
        if (texts.stream().filter(LookAlikes::isDash).count() > 1) {
            // A dash that is hardly seen
            cells.stream()
                    .filter(cell ->
                            cell.size() == 1 && isDoubtful(cell.getFirst()) && LookAlikes.isLikeDash(text(cell)))
                    .forEach(cell -> add(mends, cell, "—"));
        }
    }

    private static boolean isDoubtful(Word word) {
        return word.confidence() < CERTAIN;
    }

    /** Whether the last word is a piece of a ruled line. */
    private static boolean isBesideRule(List<Word> cell, ColumnForm form) {
        return cell.size() > 1
                && isDoubtful(cell.getLast())
                && LookAlikes.isStroke(cell.getLast().text())
                && !form.isOf(text(cell))
                && form.isOf(text(cell.subList(0, cell.size() - 1)));
    }

    /** Each word has its part of the cell: what is not longer is as long, or without what stood at its ends. */
    private static void add(Map<Word, Optional<Word>> mends, List<Word> words, String mended) {
        String text = text(words);
        if (words.size() == 1) {
            mends.put(words.getFirst(), Optional.of(words.getFirst().saying(mended)));
        } else if (mended.length() == text.length() || text.contains(mended)) {
            int at = mended.length() == text.length() ? 0 : -text.indexOf(mended);
            for (Word word : words) {
                int from = Math.clamp(at, 0, mended.length());
                at += word.text().length();
                String part = mended.substring(from, Math.clamp(at, 0, mended.length()));
                mends.put(
                        word, Optional.of(part).filter(rest -> !rest.isEmpty()).map(word::saying));
            }
        }
    }

    private static String text(List<Word> words) {
        return words.stream().map(Word::text).collect(Collectors.joining());
    }

    private static Optional<Line> mended(Line line, Map<Word, Optional<Word>> mends) {
        List<Word> words = new ArrayList<>();
        line.words().forEach(word -> mends.getOrDefault(word, Optional.of(word)).ifPresent(words::add));
        return line.with(words);
    }
}
