package dev.recto.worker.layout;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What in a text that was read would be markup, and so needs a backslash before it. Most texts have none of it. */
final class Markup {
    /** Where a text stands: a block or an item begins with it, a heading is it, or a cell of a table holds it. */
    enum Place {
        BLOCK,
        HEADING,
        CELL
    }

    /** A character that begins a block of another kind. */
    private static final Pattern BLOCK = Pattern.compile("#{1,6}(?!\\S)|>|[-+*](?!\\S)|```|~~~|<(?=[A-Za-z/!?])");

    /** The end of a mark that begins an item, or of what a link may refer to. */
    private static final Pattern BLOCK_END = Pattern.compile("\\d{1,9}(?=[.)](?!\\S))|\\[[^\\[\\]]+](?=:)");

    private static final Pattern HEADING_END = Pattern.compile("(?<!\\S)#+$");
    private static final Pattern INLINE = Pattern.compile(
            "\\\\(?=\\p{Punct})|<(?=[A-Za-z/!?][^>]{0,1000}+>)|](?=\\()|&(?=(#[\\dA-Fa-fxX]{1,8}|[A-Za-z]\\w{1,31});)");

    private static final Pattern BLANKS = Pattern.compile("\\h+");
    private static final Pattern TICKS = Pattern.compile("`+");
    private static final Pattern RUN = Pattern.compile("\\*+|_+|~~");

    private final String text;
    private final BitSet at = new BitSet();

    private Markup(String text) {
        this.text = text;
    }

    /** The characters before which a backslash is needed. */
    static BitSet of(String text, Place place) {
        Markup markup = new Markup(text);
        markup.block(place);
        Matcher inline = INLINE.matcher(text);
        while (inline.find()) {
            markup.at.set(inline.start());
        }
        markup.code();
        markup.emphasis();
        return markup.at;
    }

    private void block(Place place) {
        Matcher start = BLOCK.matcher(text);
        Matcher end = BLOCK_END.matcher(text);
        switch (place) {
            case BLOCK -> {
                if (start.lookingAt() || isRule()) {
                    at.set(0);
                } else if (end.lookingAt()) {
                    at.set(end.end());
                }
            }
            case HEADING -> {
                Matcher closing = HEADING_END.matcher(text);
                if (closing.find()) {
                    at.set(closing.start());
                }
            }
            case CELL -> {
                for (int i = text.indexOf('|'); i >= 0; i = text.indexOf('|', i + 1)) {
                    at.set(i);
                }
            }
        }
    }

    /** A line of three or more of one mark, with or without blanks between. */
    private boolean isRule() {
        String marks = BLANKS.matcher(text).replaceAll("");
        return marks.length() > 2
                && "-*_".indexOf(marks.charAt(0)) >= 0
                && marks.chars().allMatch(mark -> mark == marks.charAt(0));
    }

    /** As many backquotes in two places. */
    private void code() {
        Map<Integer, Integer> runs = new HashMap<>();
        Matcher ticks = TICKS.matcher(text);
        while (ticks.find()) {
            runs.merge(ticks.end() - ticks.start(), 1, Integer::sum);
        }
        if (runs.values().stream().anyMatch(count -> count > 1)) {
            all(TICKS);
        }
    }

    private void all(Pattern pattern) {
        Matcher runs = pattern.matcher(text);
        while (runs.find()) {
            at.set(runs.start(), runs.end());
        }
    }

    /** A run that may open with one of its kind behind it that may close, as CommonMark has it. */
    private void emphasis() {
        for (char mark : new char[] {'*', '_', '~'}) {
            BitSet runs = new BitSet();
            boolean opened = false;
            boolean closed = false;
            Matcher run = RUN.matcher(text);
            while (run.find()) {
                if (text.charAt(run.start()) != mark) {
                    continue;
                }
                boolean opens = opens(run.start(), run.end());
                boolean closes = closes(run.start(), run.end());
                closed |= opened && closes;
                opened |= opens;
                if (opens || closes) {
                    runs.set(run.start(), run.end());
                }
            }
            if (closed) {
                at.or(runs);
            }
        }
    }

    private boolean opens(int start, int end) {
        boolean left = isFlank(character(end), character(start - 1));
        return left && (text.charAt(start) != '_' || isPunctuation(character(start - 1)) || !isRight(start, end));
    }

    private boolean closes(int start, int end) {
        boolean left = isFlank(character(end), character(start - 1));
        return isRight(start, end) && (text.charAt(start) != '_' || isPunctuation(character(end)) || !left);
    }

    private boolean isRight(int start, int end) {
        return isFlank(character(start - 1), character(end));
    }

    private static boolean isFlank(int inside, int outside) {
        return !Character.isWhitespace(inside)
                && (!isPunctuation(inside) || Character.isWhitespace(outside) || isPunctuation(outside));
    }

    /** A blank at either end. */
    private int character(int at) {
        return at < 0 || at >= text.length() ? ' ' : text.charAt(at);
    }

    private static boolean isPunctuation(int character) {
        return switch (Character.getType(character)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.OTHER_SYMBOL -> true;
            default -> false;
        };
    }
}
