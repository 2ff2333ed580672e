package dev.recto.worker.model.deepseek;

import java.util.Arrays;

/** Text under construction that remembers where some of its pieces are. */
final class SpannedText {
    private final StringBuilder text = new StringBuilder();
    private int[] bounds = new int[16];
    private int spans;

    void append(String piece) {
        text.append(piece);
    }

    /** Appends and returns the number of the piece, counted from 0. */
    int span(String piece) {
        if (2 * spans == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[2 * spans] = text.length();
        text.append(piece);
        bounds[2 * spans + 1] = text.length();
        return spans++;
    }

    /** With runs of three or more newlines reduced to two. */
    Squeezed squeezed() {
        StringBuilder squeezed = new StringBuilder();
        int[] moved = new int[2 * spans];
        int bound = 0;
        int newlines = 0;
        for (int i = 0; i <= text.length(); i++) {
            for (; bound < moved.length && bounds[bound] == i; bound++) {
                moved[bound] = squeezed.length();
            }
            if (i < text.length()) {
                newlines = text.charAt(i) == '\n' ? newlines + 1 : 0;
                if (newlines <= 2) {
                    squeezed.append(text.charAt(i));
                }
            }
        }
        return new Squeezed(squeezed.toString(), moved);
    }

    /** Finished text; pieces are given without the white space around them. */
    record Squeezed(String text, int[] bounds) {
        Squeezed stripped() {
            int leading = text.length() - text.stripLeading().length();
            String stripped = text.strip();
            int[] moved = Arrays.stream(bounds)
                    .map(bound -> Math.clamp(bound - leading, 0, stripped.length()))
                    .toArray();
            return new Squeezed(stripped, moved);
        }

        int start(int span) {
            int start = bounds[2 * span];
            while (start < bounds[2 * span + 1] && Character.isWhitespace(text.charAt(start))) {
                start++;
            }
            return start;
        }

        int end(int span) {
            int end = bounds[2 * span + 1];
            while (end > bounds[2 * span] && Character.isWhitespace(text.charAt(end - 1))) {
                end--;
            }
            return end;
        }

        boolean isEmpty(int span) {
            return start(span) >= end(span);
        }
    }
}
