package dev.recto.worker.model.deepseek;

/** Columns and rows that a page is cut into; one tile means that it is not cut at all. */
public record TileGrid(int columns, int rows) {
    static final TileGrid NONE = new TileGrid(1, 1);

    public int tiles() {
        return columns * rows;
    }

    /**
     * The grid whose aspect is closest to the page's. Where two are equally close the larger wins if the page has more than
     * half of its pixels.
     */
    public static TileGrid of(int width, int height, int tileSize, int minimum, int maximum) {
        if (width <= tileSize && height <= tileSize) {
            return NONE;
        }
        double aspect = (double) width / height;
        TileGrid best = NONE;
        double bestDistance = Double.POSITIVE_INFINITY;
        for (int tiles = minimum; tiles <= maximum; tiles++) {
            for (int columns = 1; columns <= tiles; columns++) {
                if (tiles % columns != 0) {
                    continue;
                }
                TileGrid grid = new TileGrid(columns, tiles / columns);
                double distance = Math.abs(aspect - (double) grid.columns / grid.rows);
                double half = 0.5 * tileSize * tileSize * tiles;
                if (distance < bestDistance || (distance == bestDistance && (double) width * height > half)) {
                    best = grid;
                    bestDistance = distance;
                }
            }
        }
        return best;
    }
}
