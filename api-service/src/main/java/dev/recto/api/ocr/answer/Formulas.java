package dev.recto.api.ocr.answer;

import java.util.Set;
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

    /** A price is none: a blank is before the next dollar, or a number behind it. */
    private static boolean betweenDollars(Scanner scanner) {
        int dollars = scanner.matchMultiple(DOLLAR);
        if (dollars > 2 || dollars == 1 && Character.isWhitespace(scanner.peek())) {
            return false;
        }
        while (scanner.find(DOLLAR) >= 0) {
            boolean spaced = Character.isWhitespace(scanner.peekPreviousCodePoint());
            if (scanner.matchMultiple(DOLLAR) == dollars
                    && (dollars == 2 || !spaced && !Character.isDigit(scanner.peek()))) {
                return true;
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
        while (scanner.find(BACKSLASH) >= 0) {
            scanner.next();
            if (scanner.next(close)) {
                return true;
            }
        }
        return false;
    }
}
