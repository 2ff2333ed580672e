package dev.recto.worker.scan;

/**
 * A page as if it had just been printed: white where its paper is stained or its back shines through, black where its ink is
 * faint, and without rules.
 */
public final class Restoration {
    /** Of the depth of the ink around: what is no deeper is paper, or what shines through it, and what is at least as deep is black. */
    private static final double PAPER = 0.4;

    private static final double INK = 0.8;
    private static final int WHITE = 255;

    private Restoration() {}

    public static GrayImage of(GrayImage page, int dpi) {
        GrayImage even = Light.even(page);
        InkMap ink = InkMap.of(even, dpi);
        return Rules.removed(stretched(even, new Field(ink, ink.paper()), new Field(ink, across(ink))), dpi);
    }

    /** The deepest ink in or beside each square, for lines run across; where there is none, none is brought out either. */
    private static int[] across(InkMap ink) {
        int[] deepest = new int[ink.depths().length];
        for (int square = 0; square < deepest.length; square++) {
            int column = square % ink.columns();
            int left = column == 0 ? square : square - 1;
            int right = column == ink.columns() - 1 ? square : square + 1;
            int depth = Math.max(ink.depths()[square], Math.max(ink.depths()[left], ink.depths()[right]));
            deepest[square] = depth >= InkMap.LEAST_DEPTH ? depth : WHITE;
        }
        return deepest;
    }

    private static GrayImage stretched(GrayImage even, Field paper, Field depth) {
        byte[] pixels = new byte[even.pixels().length];
        float[] bright = new float[even.width()];
        float[] deep = new float[even.width()];
        for (int y = 0, at = 0; y < even.height(); y++) {
            paper.row(y, bright);
            depth.row(y, deep);
            for (int x = 0; x < even.width(); x++, at++) {
                double share = (bright[x] - (even.pixels()[at] & 0xff)) / deep[x];
                pixels[at] = (byte) Math.clamp(Math.round(WHITE * (INK - share) / (INK - PAPER)), 0, WHITE);
            }
        }
        return new GrayImage(even.width(), even.height(), pixels);
    }

    /** Values of squares' middles, and what lies between them. */
    private record Field(InkMap squares, int[] values) {
        void row(int y, float[] target) {
            double down = Math.clamp((y + 0.5) / squares.side() - 0.5, 0, squares.rows() - 1);
            int upper = (int) down;
            int lower = Math.min(upper + 1, squares.rows() - 1);
            float[] mixed = new float[squares.columns()];
            for (int column = 0; column < mixed.length; column++) {
                mixed[column] = mix(
                        values[upper * squares.columns() + column],
                        values[lower * squares.columns() + column],
                        down - upper);
            }
            for (int x = 0; x < target.length; x++) {
                double across = Math.clamp((x + 0.5) / squares.side() - 0.5, 0, squares.columns() - 1);
                int left = (int) across;
                target[x] = mix(mixed[left], mixed[Math.min(left + 1, mixed.length - 1)], across - left);
            }
        }

        private static float mix(float from, float to, double share) {
            return (float) (from + (to - from) * share);
        }
    }
}
