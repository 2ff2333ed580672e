package dev.recto.api.forward.mistral;

import dev.recto.model.BlockType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A page's markdown into which pieces are put; knows where they and all other characters are afterwards. */
final class PageText {
    /** The characters {@code [start, end)}, put in under a name. */
    record Piece(String name, BlockType type, int start, int end) {}

    private record Edit(int start, int end, String text, Piece piece) {}

    private static final String BETWEEN = "\n\n";

    private final String original;
    private final List<Edit> edits = new ArrayList<>();

    PageText(String original) {
        this.original = original;
    }

    /** Puts a piece in place of the first text of this kind; without one, nowhere. */
    void replace(String text, String name, BlockType type, String by) {
        int start = original.indexOf(text);
        int end = start + text.length();
        if (start >= 0 && edits.stream().noneMatch(edit -> start < edit.end() && edit.start() < end)) {
            edits.add(new Edit(start, end, by, new Piece(name, type, 0, by.length())));
        }
    }

    void before(@Nullable String header) {
        if (header != null && !header.isEmpty()) {
            edits.add(new Edit(0, 0, header + BETWEEN, new Piece("header", BlockType.HEADER, 0, header.length())));
        }
    }

    void behind(@Nullable String footer) {
        if (footer != null && !footer.isEmpty()) {
            int at = original.length();
            Piece piece = new Piece("footer", BlockType.FOOTER, BETWEEN.length(), BETWEEN.length() + footer.length());
            edits.add(new Edit(at, at, BETWEEN + footer, piece));
        }
    }

    String markdown() {
        StringBuilder markdown = new StringBuilder();
        int at = 0;
        for (Edit edit : sorted()) {
            markdown.append(original, at, edit.start()).append(edit.text());
            at = edit.end();
        }
        return markdown.append(original, at, original.length()).toString();
    }

    /** The pieces in the order of their places. */
    List<Piece> pieces() {
        List<Piece> placed = new ArrayList<>();
        int shift = 0;
        for (Edit edit : sorted()) {
            int start = edit.start() + shift;
            Piece piece = edit.piece();
            placed.add(new Piece(piece.name(), piece.type(), start + piece.start(), start + piece.end()));
            shift += growth(edit);
        }
        return placed;
    }

    /** Where a character of the original is now; empty if something else is in its place. */
    Optional<Integer> place(int offset) {
        int shift = 0;
        for (Edit edit : sorted()) {
            if (offset < edit.start()) {
                break;
            }
            if (offset < edit.end()) {
                return Optional.empty();
            }
            shift += growth(edit);
        }
        return offset < 0 || offset >= original.length() ? Optional.empty() : Optional.of(offset + shift);
    }

    private static int growth(Edit edit) {
        return edit.text().length() - (edit.end() - edit.start());
    }

    private List<Edit> sorted() {
        return edits.stream().sorted(Comparator.comparingInt(Edit::start)).toList();
    }
}
