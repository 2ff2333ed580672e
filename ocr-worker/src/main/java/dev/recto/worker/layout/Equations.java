package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
    /** With numbers in columns: a table. */
    private static final int MIN_ROWS = 2;

    private static final Pattern NUMBER = Pattern.compile("[(\\[]([A-Z]\\.)?\\d{1,3}([.–-]\\d{1,3})*[a-z]?[)\\]]");
    private static final Pattern RELATION = Pattern.compile("[=≈≡≤≥≠∝]|[\\p{L}\\d)] ?[<>] ?[\\p{L}\\d(]");
    /** Of a language: letters beside one another that are no names of quantities. */
    private static final Pattern WORD =
            Pattern.compile("[(\"“‘]?([\\p{L}\\p{M}]{3,}|[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}]+"
                    + "|[\\p{L}\\p{M}&&[^\\p{IsLatin}\\p{IsGreek}]]{2,})[.,;:)\"”’、。]*");
    /** A relation whose other side stands elsewhere, as beside a matrix. */
    private static final Pattern HALF = Pattern.compile("[=≡∝].*|.*[=≈≡≤≥≠∝<>]");

    private static final Pattern VALUE = Pattern.compile("\\p{L}{1,2} ?[=<>≤≥≈] ?[\\d.,]+ ?%?");

    /** A sample's size, and what in brackets is a remark on the words beside it. */
    private static final Pattern REMARK = Pattern.compile("[nN] ?= ?[\\d.,]+|[(\\[] ?" + VALUE + " ?[)\\]]");

    private static final Set<String> FUNCTIONS = Set.of(
            "sin", "cos", "tan", "exp", "log", "max", "min", "lim", "sup", "inf", "det", "mod", "arg", "for", "and");

    private Equations() {}

    static List<Region> found(List<Region> regions) {
        List<Line> page = Region.lines(regions).toList();
        int right = page.stream().mapToInt(line -> line.box().right()).max().orElse(0);
        List<Region> all = new ArrayList<>();
        for (Region region : regions) {
            List<Line> lines = Region.lines(List.of(region)).toList();
            boolean formula = !lines.isEmpty()
                    && lines.size() <= MAX_LINES
                    && isEquation(lines, regions, right)
                    && !isTable(lines, page);
            all.add(formula ? new Region.Equation(region.box(), lines) : region);
        }
        return all;
    }

    private static boolean isEquation(List<Line> lines, List<Region> regions, int right) {
        boolean numbered = lines.stream().anyMatch(line -> isNumbered(line, right));
        List<Word> signs = words(lines)
                .filter(word -> !numbered || !NUMBER.matcher(word.text()).matches())
                .toList();
        String text = CjkText.join(signs);
        boolean related = RELATION.matcher(text).find();
        return !signs.isEmpty()
                && !isLanguage(signs)
                && !REMARK.matcher(text).matches()
                && lines.stream().noneMatch(Equations::isCode)
                && (numbered ? related || isUnread(signs) : related && isIndented(lines, regions));
    }

    /** A doubled sign of equality may be a wide one. */
    private static boolean isCode(Line line) {
        return Code.is(line.text().replace("==", "="));
    }

    private static Stream<Word> words(List<Line> lines) {
        return lines.stream().flatMap(line -> line.words().stream());
    }

    private static boolean isLanguage(List<Word> words) {
        return words.stream().filter(Equations::isWord).count() > WORDS * words.size();
    }

    private static boolean isWord(Word word) {
        return WORD.matcher(word.text()).matches() && !FUNCTIONS.contains(word.text());
    }

    /** Signs that no language has, and no row of numbers that the paper shows badly. */
    private static boolean isUnread(List<Word> signs) {
        double certainty =
                signs.stream().mapToDouble(Word::confidence).average().orElse(1);
        long numbers = signs.stream()
                .filter(sign -> sign.text().codePoints().noneMatch(Character::isLetter))
                .count();
        return certainty < DOUBTFUL && 2 * numbers < signs.size();
    }

    /** Several rows with numbers in columns, of which one part may stand in a region of its own. */
    private static boolean isTable(List<Line> lines, List<Line> page) {
        if (lines.stream()
                .flatMap(line -> Piece.of(line).stream())
                .anyMatch(piece -> HALF.matcher(piece.text()).matches())) {
            return false;
        }
        return lines.stream().filter(line -> isRow(line, page)).count() >= MIN_ROWS;
    }

    private static boolean isRow(Line line, List<Line> page) {
        List<Piece> row = page.stream()
                .filter(other -> Boxes.areBeside(other.box(), line.box()))
                .flatMap(other -> Piece.of(other).stream())
                .filter(piece -> !NUMBER.matcher(piece.text()).matches())
                .toList();
        return row.size() > 1
                && row.stream()
                        .anyMatch(piece ->
                                piece.isNumber() || VALUE.matcher(piece.text()).matches());
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

    /** Next to text above it or beneath it, with nothing but formulas between, and further in on both sides. */
    private static boolean isIndented(List<Line> lines, List<Region> regions) {
        Box box = Box.around(lines.stream().map(Line::box).toList());
        double space = INDENT * lines.getFirst().height();
        List<Box> text = regions.stream()
                .filter(region ->
                        isLanguage(words(Region.lines(List.of(region)).toList()).toList()))
                .map(Region::box)
                .filter(other -> Boxes.overlap(other.left(), other.right(), box.left(), box.right()) > 0)
                .toList();
        Optional<Box> above =
                text.stream().filter(other -> other.bottom() <= box.top()).max(Comparator.comparingInt(Box::bottom));
        Optional<Box> beneath =
                text.stream().filter(other -> other.top() >= box.bottom()).min(Comparator.comparingInt(Box::top));
        return Stream.of(above, beneath)
                .flatMap(Optional::stream)
                .anyMatch(other -> box.left() - other.left() > space && other.right() - box.right() > space);
    }
}
