package dev.recto.worker.layout;

import dev.recto.model.BlockType;
import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tables without help of ruled lines: rows of short pieces of text beside one another, with white corridors between
 * them. The engine may have taken a column for a region of its own, so all lines of the page are looked at together.
 */
final class Tables {
    private Tables() {}

    static List<Placed> find(List<Region> regions) {
        Map<Word, Item.Table> tableOf = new IdentityHashMap<>();
        for (Zone zone : zones(regions)) {
            Item.Table table = table(zone);
            words(zone).forEach(word -> tableOf.put(word, table));
        }
        return place(regions, tableOf);
    }

    static List<Zone> zones(List<Region> regions) {
        return Zones.of(rows(regions)).stream()
                .filter(Zone::isTable)
                .flatMap(zone -> zone.apart().stream())
                .toList();
    }

    /** All lines as one table, which they are known to be; empty where they have no two columns. */
    static Optional<Item.Table> whole(List<Region> regions) {
        List<Row> rows = Row.of(
                Region.lines(regions).flatMap(line -> Piece.of(line).stream()).toList());
        Zone zone = Zone.of(rows);
        return zone.columns().count() > 1 ? Optional.of(table(zone)) : Optional.empty();
    }

    private static Item.Table table(Zone zone) {
        Box box = Box.around(words(zone).stream().map(Word::box).toList());
        return new Item.Table(box, TableRows.of(zone.rows(), zone.columns()));
    }

    private static List<Word> words(Zone zone) {
        return zone.rows().stream().flatMap(row -> row.words().stream()).toList();
    }

    private static List<Row> rows(List<Region> regions) {
        Set<Line> prose = Prose.lines(regions);
        boolean typed = Typing.isOn(regions);
        List<Line> lines = Region.lines(regions).toList();
        ListMarkers markers = new ListMarkers(lines.stream().map(List::of).toList());
        return Row.of(lines.stream()
                .filter(line -> !prose.contains(line) && (!isOfList(line, markers) || hasNumberBeside(line, lines)))
                .flatMap(line -> (typed ? Piece.typed(line) : Piece.of(line)).stream())
                .toList());
    }

    /** An item with a bullet and nothing beside it: what stands there in a region of its own is no row with it. */
    private static boolean isOfList(Line line, ListMarkers markers) {
        List<Piece> text = line.with(line.words().subList(1, line.words().size())).stream()
                .flatMap(rest -> Piece.of(rest).stream())
                .toList();
        return text.size() == 1
                && !text.getFirst().isNumber()
                && markers.bullet(List.of(line))
                        .filter(bullet -> bullet.marker().equals("-"))
                        .isPresent();
    }

    /** Positions of a balance have dashes, too. */
    private static boolean hasNumberBeside(Line item, List<Line> lines) {
        return lines.stream()
                .filter(line -> line.box().left() > item.box().right() && Boxes.areBeside(line.box(), item.box()))
                .min(Comparator.comparingInt(line -> line.box().left()))
                .filter(line -> Piece.of(line).getFirst().isNumber())
                .isPresent();
    }

    /** Regions with their tables taken out, each put where its first line stood. */
    private static List<Placed> place(List<Region> regions, Map<Word, Item.Table> tableOf) {
        List<Placed> placed = new ArrayList<>();
        Set<Item.Table> done = new HashSet<>();
        for (Region region : regions) {
            switch (region) {
                case Region.Figure figure ->
                    placed.add(new Placed.Done(new Item.Figure(figure.box(), figure.labels())));
                case Region.Equation equation ->
                    placed.add(new Placed.Done(new Item.Text(BlockType.EQUATION, equation.lines())));
                case Region.Text text -> {
                    List<List<Line>> rest = new ArrayList<>();
                    for (List<Line> lines : text.paragraphs()) {
                        List<Line> paragraph = new ArrayList<>();
                        for (Line line : lines) {
                            List<Word> free = line.words().stream()
                                    .filter(word -> !tableOf.containsKey(word))
                                    .toList();
                            line.with(free).ifPresent(paragraph::add);
                            for (Word word : line.words()) {
                                Item.Table table = tableOf.get(word);
                                if (table != null && done.add(table)) {
                                    flush(paragraph, rest, placed);
                                    paragraph = new ArrayList<>();
                                    rest = new ArrayList<>();
                                    placed.add(new Placed.Done(table));
                                }
                            }
                        }
                        if (!paragraph.isEmpty()) {
                            rest.add(paragraph);
                        }
                    }
                    flush(List.of(), rest, placed);
                }
            }
        }
        return placed;
    }

    private static void flush(List<Line> paragraph, List<List<Line>> rest, List<Placed> placed) {
        List<List<Line>> all = new ArrayList<>(rest);
        if (!paragraph.isEmpty()) {
            all.add(paragraph);
        }
        if (!all.isEmpty()) {
            placed.add(new Placed.Text(all));
        }
    }
}
