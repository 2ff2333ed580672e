package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** A part of a page as the engine found it, in reading order with the others. */
public sealed interface Region {
    Box box();

    /** All lines of text, in reading order. */
    static Stream<Line> lines(List<Region> regions) {
        return regions.stream()
                .filter(Text.class::isInstance)
                .flatMap(region -> ((Text) region).paragraphs().stream())
                .flatMap(List::stream);
    }

    /** All words of them. */
    static Stream<Word> words(List<Region> regions) {
        return lines(regions).flatMap(line -> line.words().stream());
    }

    /** The regions without these lines, which are told by identity. */
    static List<Region> without(List<Region> regions, List<Line> lines) {
        Set<Line> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        gone.addAll(lines);
        return keep(regions, line -> gone.contains(line) ? Optional.empty() : Optional.of(line));
    }

    /** The regions with what is left of each line, without what is empty then. */
    static List<Region> keep(List<Region> regions, Function<Line, Optional<Line>> rest) {
        List<Region> kept = new ArrayList<>();
        for (Region region : regions) {
            switch (region) {
                case Figure figure -> kept.add(figure);
                case Equation equation -> kept.add(equation);
                case Text text -> {
                    List<List<Line>> paragraphs = text.paragraphs().stream()
                            .map(lines -> lines.stream()
                                    .map(rest)
                                    .flatMap(Optional::stream)
                                    .toList())
                            .filter(lines -> !lines.isEmpty())
                            .toList();
                    if (!paragraphs.isEmpty()) {
                        kept.add(new Text(text.box(), paragraphs));
                    }
                }
            }
        }
        return kept;
    }

    /** Text: paragraphs of lines, none of them empty. */
    record Text(Box box, List<List<Line>> paragraphs) implements Region {}

    /** A formula that stands by itself, whose lines don't count as lines of the page. */
    record Equation(Box box, List<Line> lines) implements Region {}

    /**
     * Something that is no text.
     *
     * @param labels lines that stand in it, and don't count as lines of the page
     */
    record Figure(Box box, List<Line> labels) implements Region {
        public Figure(Box box) {
            this(box, List.of());
        }
    }
}
