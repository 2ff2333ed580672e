package dev.recto.api.ocr.answer;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.jspecify.annotations.Nullable;

/** Keeps formulas from being read as markdown: their underscores and backslashes are TeX's. */
final class Formulas implements InlineContentParserFactory {
    private static final char DOLLAR = '$';
    private static final char BACKSLASH = '\\';
    /** In brackets that are none of a link's: {@code \[1\]}. */
    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}\\h.,;:–-]*");

    @Override
    public Set<Character> getTriggerCharacters() {
        return Set.of(DOLLAR, BACKSLASH);
    }

    @Override
    public InlineContentParser create() {
        return new OfText();
    }

    /** Remembers what it did not find, for it is not behind a later beginning either. */
    private static final class OfText implements InlineContentParser {
        private final Set<String> missing = new HashSet<>();

        @Override
        public ParsedInline tryParse(InlineParserState state) {
            Scanner scanner = state.scanner();
            Position from = scanner.position();
            int before = scanner.peekPreviousCodePoint();
            String end = end(scanner);
            if (end.isEmpty() || missing.contains(end)) {
                return ParsedInline.none();
            }
            Position begin = scanner.position();
            Position to = found(end, scanner);
            if (to == null) {
                missing.add(end);
                return ParsedInline.none();
            }
            String text = scanner.getSource(begin, to).getContent();
            boolean isFormula = switch (end) {
                case "$" -> !Money.isBetween(text, before, scanner.peek());
                case "\\]" -> !WORDS.matcher(text).matches();
                default -> true;
            };
            return isFormula
                    ? ParsedInline.of(
                            new Text(scanner.getSource(from, scanner.position()).getContent()), scanner.position())
                    : ParsedInline.none();
        }
    }

    /** What is to end it, behind its beginning; empty where nothing begins. */
    private static String end(Scanner scanner) {
        if (scanner.peek() == DOLLAR) {
            int dollars = scanner.matchMultiple(DOLLAR);
            return dollars > 2 ? "" : "$".repeat(dollars);
        }
        scanner.next();
        return scanner.next('(') ? "\\)" : scanner.next('[') ? "\\]" : "";
    }

    /** Where the end begins, with the scanner behind it; null where there is none. */
    private static @Nullable Position found(String end, Scanner scanner) {
        return end.charAt(0) == DOLLAR ? dollars(end.length(), scanner) : bracket(end.charAt(1), scanner);
    }

    private static @Nullable Position dollars(int count, Scanner scanner) {
        while (scanner.find(DOLLAR) >= 0) {
            boolean escaped = scanner.peekPreviousCodePoint() == BACKSLASH;
            Position to = scanner.position();
            if (scanner.matchMultiple(DOLLAR) == count && !escaped) {
                return to;
            }
        }
        return null;
    }

    private static @Nullable Position bracket(char close, Scanner scanner) {
        while (scanner.find(BACKSLASH) >= 0) {
            Position to = scanner.position();
            scanner.next();
            if (scanner.next(close)) {
                return to;
            }
        }
        return null;
    }
}
