package dev.recto.api.ocr.answer;

import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

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
        return Formulas::parse;
    }

    private static ParsedInline parse(InlineParserState state) {
        Scanner scanner = state.scanner();
        Position from = scanner.position();
        if (!(scanner.peek() == DOLLAR ? betweenDollars(scanner) : betweenBrackets(scanner))) {
            return ParsedInline.none();
        }
        return ParsedInline.of(
                new Text(scanner.getSource(from, scanner.position()).getContent()), scanner.position());
    }

    private static boolean betweenDollars(Scanner scanner) {
        int before = scanner.peekPreviousCodePoint();
        int dollars = scanner.matchMultiple(DOLLAR);
        Position from = scanner.position();
        while (dollars <= 2 && scanner.find(DOLLAR) >= 0) {
            boolean escaped = scanner.peekPreviousCodePoint() == BACKSLASH;
            Position to = scanner.position();
            if (scanner.matchMultiple(DOLLAR) == dollars && !escaped) {
                String text = scanner.getSource(from, to).getContent();
                return dollars == 2 || !Money.isBetween(text, before, scanner.peek());
            }
        }
        return false;
    }

    private static boolean betweenBrackets(Scanner scanner) {
        scanner.next();
        char close = switch (scanner.peek()) {
            case '(' -> ')';
            case '[' -> ']';
            default -> BACKSLASH;
        };
        if (close == BACKSLASH) {
            return false;
        }
        scanner.next();
        Position from = scanner.position();
        while (scanner.find(BACKSLASH) >= 0) {
            Position to = scanner.position();
            scanner.next();
            if (scanner.next(close)) {
                return close == ')'
                        || !WORDS.matcher(scanner.getSource(from, to).getContent())
                                .matches();
            }
        }
        return false;
    }
}
