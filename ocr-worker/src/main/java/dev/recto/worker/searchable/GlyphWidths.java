package dev.recto.worker.searchable;

import java.lang.Character.UnicodeScript;

/** How wide unseen glyphs are, in thousandths of the font's size: as characters are on average, so that lines come out about as long. */
final class GlyphWidths {
    private static final int NARROW = 500;
    private static final int WIDE = 1000;

    private GlyphWidths() {}

    static int of(int codePoint) {
        return switch (UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> WIDE;
            default -> NARROW;
        };
    }

    static int of(String text) {
        return text.codePoints().map(GlyphWidths::of).sum();
    }
}
