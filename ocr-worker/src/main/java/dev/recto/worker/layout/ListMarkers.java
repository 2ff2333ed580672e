package dev.recto.worker.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How list items begin. */
final class ListMarkers {
    /** A dot of ink by itself; the letters and signs are what recognition tends to make of one, or two. */
    private static final Pattern BULLET = Pattern.compile("[•·●○◦▪■□‣∙*+»«¢©®°]{1,2}|[e–—-]");

    private static final Pattern NUMBER = Pattern.compile("\\(?(\\d{1,3})[.)]");

    private ListMarkers() {}

    static boolean starts(Line line) {
        return line.words().size() > 1 && marker(line.words().getFirst().text()).isPresent();
    }

    /** The lines as an item of a list, if they begin with a marker. */
    static Optional<Item.Bullet> bullet(List<Line> lines) {
        Line first = lines.getFirst();
        if (!starts(first)) {
            return Optional.empty();
        }
        List<Line> without = new ArrayList<>(lines);
        without.set(0, new Line(first.words().subList(1, first.words().size()), first.height()));
        return marker(first.words().getFirst().text()).map(marker -> new Item.Bullet(marker, without));
    }

    private static Optional<String> marker(String text) {
        if (TickMarks.is(text)) {
            return Optional.of("- " + text);
        }
        if (BULLET.matcher(text).matches()) {
            return Optional.of("-");
        }
        Matcher number = NUMBER.matcher(text);
        return number.matches() ? Optional.of(number.group(1) + ".") : Optional.empty();
    }
}
