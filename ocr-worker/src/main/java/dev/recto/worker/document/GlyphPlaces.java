package dev.recto.worker.document;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;

/**
 * Where glyphs stand on the page as shown.
 *
 * @param quarters of a turn to the right that the page is shown with
 */
record GlyphPlaces(double width, double height, double unit, int quarters) {
    /** From the baseline, in the height of the type. */
    private static final double ASCENT = 0.75;

    private static final double DESCENT = -0.22;
    private static final int QUARTER = 90;

    static GlyphPlaces of(PDPage page) {
        PDRectangle shown = page.getCropBox();
        int quarters = Math.floorMod(page.getRotation() / QUARTER, 4);
        return new GlyphPlaces(shown.getWidth(), shown.getHeight(), page.getUserUnit(), quarters);
    }

    /** The words of a piece of a line; all of it in one where it can't be told which glyphs are which word. */
    List<ClaimedWord> words(String text, List<TextPosition> glyphs) {
        String[] words = text.strip().split("\\s+");
        List<List<TextPosition>> places = divided(glyphs);
        boolean fromLeft = !Bidi.requiresBidi(text.toCharArray(), 0, text.length());
        if (!fromLeft || words.length != places.size()) {
            return List.of(word(text, glyphs));
        }
        return IntStream.range(0, words.length)
                .mapToObj(i -> word(words[i], places.get(i)))
                .toList();
    }

    private static List<List<TextPosition>> divided(List<TextPosition> glyphs) {
        List<List<TextPosition>> words = new ArrayList<>();
        boolean within = false;
        for (TextPosition glyph : glyphs) {
            boolean blank = glyph.getUnicode() == null || glyph.getUnicode().isBlank();
            if (!blank && !within) {
                words.add(new ArrayList<>());
            }
            if (!blank) {
                words.getLast().add(glyph);
            }
            within = !blank;
        }
        return words;
    }

    private ClaimedWord word(String text, List<TextPosition> glyphs) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (TextPosition glyph : glyphs) {
            Matrix type = glyph.getTextMatrix();
            for (double rise : new double[] {DESCENT, ASCENT}) {
                double dx = rise * type.getShearX();
                double dy = rise * type.getScaleY();
                for (boolean end : new boolean[] {false, true}) {
                    double x = dx + (end ? glyph.getEndX() : type.getTranslateX());
                    double y = dy + (end ? glyph.getEndY() : type.getTranslateY());
                    left = Math.min(left, shownX(x, y));
                    right = Math.max(right, shownX(x, y));
                    top = Math.min(top, shownY(x, y));
                    bottom = Math.max(bottom, shownY(x, y));
                }
            }
        }
        return new ClaimedWord(text, left, top, right, bottom);
    }

    private double shownX(double x, double y) {
        return unit
                * switch (quarters) {
                    case 0 -> x;
                    case 1 -> y;
                    case 2 -> width - x;
                    default -> height - y;
                };
    }

    private double shownY(double x, double y) {
        return unit
                * switch (quarters) {
                    case 0 -> height - y;
                    case 1 -> x;
                    case 2 -> y;
                    default -> width - x;
                };
    }
}
