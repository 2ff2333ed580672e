package dev.recto.worker.document;

import dev.recto.model.PageFault;
import dev.recto.worker.reader.PageFaultException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.fontbox.ttf.GlyphTable;
import org.apache.fontbox.ttf.TTFTable;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.font.PDCIDFontType2;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDTrueTypeFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Glyphs of a TrueType font that are made of others, and these of others again. Putting one together can't be interrupted, and a
 * few of them can stand for more points than there are atoms: what it takes is reckoned before.
 */
final class CompositeGlyphs {
    /** Steps of the decoder, some tenths of a second. */
    private static final long MOST_WORK = 20_000_000;

    /** Such a glyph is beyond {@link #MOST_WORK} in any case: a coordinate takes both of the part's. */
    private static final int DEEPEST = 25;

    /** Flag, two coordinates, end of a contour. */
    private static final int LOOKUPS = 4;

    private static final int HEADER = 10;
    private static final int WORDS = 0x1;
    private static final int SCALE = 0x8;
    private static final int MORE = 0x20;
    private static final int TWO_SCALES = 0x40;
    private static final int FOUR_SCALES = 0x80;

    private static final Cost NOTHING = new Cost(1, 0, 1);

    private final ByteBuffer outlines;
    private final long[] places;

    private final Map<Integer, Cost> costs = new HashMap<>();
    private final Set<Integer> underWay = new HashSet<>();

    /**
     * @param glyphs read from the file, glyphs in glyphs each time anew
     * @param lookup steps to one coordinate
     */
    private record Cost(long glyphs, long points, long lookup) {
        /** Beyond {@link #MOST_WORK} it makes no difference how far. */
        Cost {
            points = Math.min(points, MOST_WORK);
            lookup = Math.min(lookup, MOST_WORK);
        }

        long work() {
            return glyphs + LOOKUPS * points * lookup;
        }
    }

    private CompositeGlyphs(ByteBuffer outlines, long[] places) {
        this.outlines = outlines;
        this.places = places;
    }

    private static CompositeGlyphs of(TrueTypeFont font, TTFTable glyphs) throws IOException {
        try (InputStream data = font.getOriginalData()) {
            data.skipNBytes(glyphs.getOffset());
            return new CompositeGlyphs(
                    ByteBuffer.wrap(data.readNBytes((int) Math.min(glyphs.getLength(), Integer.MAX_VALUE))),
                    font.getIndexToLocation().getOffsets());
        }
    }

    /** Those of the fonts of a page. */
    static final class OfFonts {
        private final Map<TrueTypeFont, CompositeGlyphs> fonts = new IdentityHashMap<>();

        /**
         * To be called before a glyph's outline is asked for.
         *
         * @throws PageFaultException it can't be put together in time
         * @throws IOException it is part of itself
         */
        void check(PDFont font, int code) throws IOException {
            switch (font) {
                case PDTrueTypeFont simple -> check(simple.getTrueTypeFont(), simple.codeToGID(code));
                case PDType0Font composite
                when composite.getDescendantFont() instanceof PDCIDFontType2 glyphs ->
                    check(glyphs.getTrueTypeFont(), composite.codeToGID(code));
                default -> {}
            }
        }

        private void check(TrueTypeFont font, int glyph) throws IOException {
            TTFTable glyphs = font.getTableMap().get(GlyphTable.TAG);
            if (glyphs == null) {
                return;
            }
            CompositeGlyphs known = fonts.get(font);
            if (known == null) {
                known = CompositeGlyphs.of(font, glyphs);
                fonts.put(font, known);
            }
            known.cost(glyph, 0);
        }
    }

    private Cost cost(int glyph, int depth) throws IOException {
        if (glyph < 0 || glyph + 1 >= places.length || places[glyph] == places[glyph + 1]) {
            return NOTHING;
        }
        Cost known = costs.get(glyph);
        if (known != null) {
            return known;
        }
        if (!underWay.add(glyph)) {
            throw new IOException("a glyph is part of itself");
        }
        ContentLimits.checkDepth(depth, DEEPEST);
        Cost cost = read(glyph, depth);
        if (cost.work() > MOST_WORK) {
            throw new PageFaultException(PageFault.UNDRAWABLE);
        }
        costs.put(glyph, cost);
        return cost;
    }

    private Cost read(int glyph, int depth) throws IOException {
        try {
            ByteBuffer at = outlines.duplicate().position(Math.toIntExact(places[glyph]));
            short contours = at.getShort();
            at.position(at.position() + HEADER - Short.BYTES);
            if (contours >= 0) {
                return new Cost(1, contours == 0 ? 0 : 1 + lastPoint(at, contours), 1);
            }
            return sum(parts(at), depth);
        } catch (BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | ArithmeticException cutOff) {
            return NOTHING;
        }
    }

    private static int lastPoint(ByteBuffer at, int contours) {
        return Short.toUnsignedInt(at.getShort(at.position() + (contours - 1) * Short.BYTES));
    }

    private static List<Integer> parts(ByteBuffer at) {
        List<Integer> parts = new ArrayList<>();
        int flags;
        do {
            flags = at.getShort();
            parts.add(Short.toUnsignedInt(at.getShort()));
            int rest = (flags & WORDS) == 0 ? 2 : 4;
            if ((flags & SCALE) != 0) {
                rest += 2;
            } else if ((flags & TWO_SCALES) != 0) {
                rest += 4;
            } else if ((flags & FOUR_SCALES) != 0) {
                rest += 8;
            }
            at.position(at.position() + rest);
        } while ((flags & MORE) != 0);
        return parts;
    }

    private Cost sum(List<Integer> parts, int depth) throws IOException {
        long glyphs = 1;
        long points = 0;
        long lookup = 1;
        for (int part : parts) {
            Cost cost = cost(part, depth + 1);
            glyphs += cost.glyphs();
            points += cost.points();
            lookup = Math.max(lookup, cost.lookup());
        }
        return new Cost(glyphs, points, parts.size() + 2 * lookup);
    }
}
