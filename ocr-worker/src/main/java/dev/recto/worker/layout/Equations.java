package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Formulas that stand by themselves, with their numbers: no headings, whatever their size, and no tables, whatever they hold. */
final class Equations {
    private static final int MAX_LINES = 6;
    /** Of a formula's words, that may be words of a language. */
    private static final double WORDS = 0.25;
    /** In heights of a line: from the formula to its number, and from the text's edge to the formula. */
    private static final double APART = 2;

    private static final double INDENT = 1.5;
    /** Of what is read for a formula's signs. */
    private static final double DOUBTFUL = 0.75;

    private static final Pattern NUMBER = Pattern.compile("[(\\[]([A-Z]\\.)?\\d{1,3}([.–-]\\d{1,3})*[a-z]?[)\\]]");
    private static final Pattern RELATION = Pattern.compile("[=≈≡≤≥≠∝]|[\\p{L}\\d)] ?[<>] ?[\\p{L}\\d(]");
    private static final Pattern WORD = Pattern.compile("[(\"“‘]?\\p{L}\\p{Ll}{2,}[.,;:)\"”’]*");
    private static final Set<String> FUNCTIONS = Set.of(
            "sin", "cos", "tan", "exp", "log", "max", "min", "lim", "sup", "inf", "det", "mod", "arg", "for", "and");

    private Equations() {}

    static List<Region> found(List<Region> regions) {
        List<Box> text = Region.lines(regions).map(Line::box).toList();
        if (text.isEmpty()) {
            return regions;
        }
        int right = text.stream().mapToInt(Box::right).max().orElseThrow();
        List<Region> all = new ArrayList<>();
        for (Region region : regions) {
            List<Line> lines = Region.lines(List.of(region)).toList();
            boolean formula = region instanceof Region.Text && isEquation(lines, regions, right);
            all.add(formula ? new Region.Equation(region.box(), lines) : region);
        }
        return all;
    }

    private static boolean isEquation(List<Line> lines, List<Region> regions, int right) {
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            return false;
        }
        List<Word> words = lines.stream().flatMap(line -> line.words().stream()).toList();
        boolean numbered = lines.stream().anyMatch(line -> isNumbered(line, right));
        List<Word> signs = words.stream()
                .filter(word -> !numbered || !NUMBER.matcher(word.text()).matches())
                .toList();
        String text = CjkText.join(signs);
        boolean related = RELATION.matcher(text).find();
        boolean unread = signs.stream().mapToDouble(Word::confidence).average().orElse(1) < DOUBTFUL;
        long language = signs.stream().filter(Equations::isWord).count();
        return !signs.isEmpty()
                && language <= WORDS * signs.size()
                && (numbered ? related || unread : related && isIndented(lines, regions));
    }

    private static boolean isWord(Word word) {
        return WORD.matcher(word.text()).matches() && !FUNCTIONS.contains(word.text());
    }

    private static boolean isNumbered(Line line, int right) {
        Word last = line.words().getLast();
        if (line.words().size() < 2 || !NUMBER.matcher(last.text()).matches()) {
            return false;
        }
        int gap = last.box().left()
                - line.words().get(line.words().size() - 2).box().right();
        return gap > APART * line.height() && right - last.box().right() < line.height();
    }

    /** Beneath text or above it, further in on both sides. */
    private static boolean isIndented(List<Line> lines, List<Region> regions) {
        Box box = Boxes.around(lines.stream().map(Line::box).toList());
        double space = INDENT * lines.getFirst().height();
        return regions.stream()
                .filter(region -> region instanceof Region.Text && region.box().width() > box.width())
                .map(Region::box)
                .anyMatch(other -> (other.bottom() <= box.top() || other.top() >= box.bottom())
                        && box.left() - other.left() > space
                        && other.right() - box.right() > space);
    }
}
