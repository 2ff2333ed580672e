package dev.recto.worker.layout;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Where items begin in a stretch of text: what a mark is shows in what it looks like, and in the lines that begin like it. */
final class ListMarkers {
    private static final Pattern BULLET = Pattern.compile("[•·●○◦▪■□‣∙]{1,2}");
    /** As typed texts have them, but notes, too. */
    private static final Pattern TYPED = Pattern.compile("[*+]");

    private static final Pattern DASH = Pattern.compile("[–—-]");
    private static final Pattern QUOTE_END = Pattern.compile(".*[»«].*");
    private static final Pattern YEAR = Pattern.compile("[(\\[]?(19|20)\\d\\d.*");
    private static final Pattern SENTENCE_END = Pattern.compile(".*[.!?:;][\"”’)]*");
    /** In heights of a line: what stands beneath one another, and how far from the edge a line ends that is not full. */
    private static final double ALIGNED = 0.5;

    private static final double RAGGED = 4;

    private final List<List<Line>> paragraphs;
    private final Set<Line> dots = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Line> starts = Collections.newSetFromMap(new IdentityHashMap<>());

    ListMarkers(List<List<Line>> paragraphs) {
        this.paragraphs = paragraphs;
        paragraphs.forEach(
                lines -> lines.stream().filter(line -> Dots.begins(line, lines)).forEach(dots::add));
        for (List<Line> lines : paragraphs) {
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).words().size() > 1 && isStart(lines, i)) {
                    starts.add(lines.get(i));
                }
            }
        }
    }

    /** Whether the line begins an item, or a text with a number of its own. */
    boolean starts(Line line) {
        return starts.contains(line);
    }

    /** The lines as an item of a list, if they begin with a marker. */
    Optional<Item.Bullet> bullet(List<Line> lines) {
        Line first = lines.getFirst();
        if (!starts(first)) {
            return Optional.empty();
        }
        String text = text(first);
        if (TickMarks.is(text)) {
            return Optional.of(new Item.Bullet("- " + text, lines));
        }
        Optional<ItemNumber> number = ItemNumber.of(first);
        return number.isPresent()
                ? number.filter(ItemNumber::isMarkdown).map(each -> new Item.Bullet(each.text(), lines))
                : Optional.of(new Item.Bullet("-", lines));
    }

    private boolean isStart(List<Line> lines, int i) {
        Line line = lines.get(i);
        String text = text(line);
        if (TickMarks.is(text) || BULLET.matcher(text).matches()) {
            return true;
        }
        if (TYPED.matcher(text).matches()) {
            boolean list = dots.contains(line)
                    || hasFellow(
                            line,
                            paragraphs,
                            other -> isBullet(other) || text(other).equals(text));
            return list && !hasFellow(line, paragraphs, other -> text(other).startsWith(text + text));
        }
        if (Dots.mayBe(text)) {
            boolean bullet = dots.contains(line) || hasFellow(line, paragraphs, other -> areItems(line, other));
            return bullet
                    && !isSaid(lines, i)
                    && (i == 0 || hasFellow(line, paragraphs, other -> isBullet(other) || dots.contains(other)));
        }
        if (DASH.matcher(text).matches()) {
            return !isWithinProse(lines, i)
                    || hasFellow(
                            line,
                            List.of(lines),
                            other -> DASH.matcher(text(other)).matches());
        }
        Optional<ItemNumber> number = ItemNumber.of(line);
        return number.isPresent() && isItem(number.get(), lines, i);
    }

    /** Prose has numbers at the beginning of some line, but hardly of its first. */
    private boolean isItem(ItemNumber number, List<Line> lines, int i) {
        Line line = lines.get(i);
        boolean byItself = !isWithinProse(lines, i)
                && (!number.mayBeOrdinal() || hasFellow(line, paragraphs, other -> counts(number, other)));
        boolean amongOthers = (!number.mayBeOrdinal()
                        || ItemNumber.of(lines.getFirst()).isPresent())
                && hasFellow(line, List.of(lines), other -> ItemNumber.of(other).isPresent());
        return byItself || amongOthers;
    }

    private static boolean counts(ItemNumber number, Line other) {
        return ItemNumber.of(other)
                .filter(each -> each.isNext(number) || number.isNext(each))
                .isPresent();
    }

    /** Whether another line beneath or above it begins in such a way. */
    private static boolean hasFellow(Line line, List<List<Line>> paragraphs, Predicate<Line> like) {
        return paragraphs.stream()
                .flatMap(List::stream)
                .anyMatch(other -> other != line && isAligned(line, other, 0) && like.test(other));
    }

    private static boolean isAligned(Line line, Line other, int word) {
        return line.words().size() > word
                && other.words().size() > word
                && Math.abs(line.words().get(word).box().left()
                                - other.words().get(word).box().left())
                        < ALIGNED * line.height();
    }

    private static boolean isBullet(Line line) {
        return line.words().size() > 1 && BULLET.matcher(text(line)).matches();
    }

    /** Their texts stand beneath one another, as those behind bullets do. */
    private static boolean areItems(Line line, Line other) {
        return isBullet(other) && isAligned(line, other, 1);
    }

    /** Quotation marks that are closed, and whose right it is. */
    private static boolean isSaid(List<Line> lines, int i) {
        String text = text(lines.get(i));
        if (text.equals("©") || text.equals("®")) {
            return YEAR.matcher(lines.get(i).words().get(1).text()).matches();
        }
        return QUOTE_END.matcher(text).matches()
                && lines.subList(i, lines.size()).stream()
                        .flatMap(line -> line.words().stream())
                        .skip(1)
                        .anyMatch(word -> QUOTE_END.matcher(word.text()).matches());
    }

    /** Whether the line above is full and goes on. */
    private static boolean isWithinProse(List<Line> lines, int i) {
        if (i == 0) {
            return false;
        }
        Line above = lines.get(i - 1);
        int right = lines.stream().mapToInt(line -> line.box().right()).max().orElseThrow();
        return right - above.box().right() < RAGGED * above.height()
                && !SENTENCE_END.matcher(above.words().getLast().text()).matches();
    }

    private static String text(Line line) {
        return line.words().getFirst().text();
    }
}
