package dev.recto.worker.model.deepseek;

/** How many features the encoder makes of pictures. {@code patch} is in pixels, {@code downsampling} in patches. */
record CellCount(int patch, int downsampling) {
    CellCount {
        if (patch < 1 || downsampling < 1) {
            throw new IllegalArgumentException("sizes of patches make no sense");
        }
    }

    /** Cells along the side of a square picture. */
    int perSide(int pixels) {
        return Math.ceilDiv(pixels / patch, downsampling);
    }

    /** Features of a page: each row ends with a newline feature, the whole with a separator. */
    int features(Views views, TileGrid grid) {
        int base = perSide(views.baseSize());
        int tile = perSide(views.tileSize());
        int tiled = grid.tiles() == 1 ? 0 : tile * grid.rows() * (tile * grid.columns() + 1);
        return tiled + base * (base + 1) + 1;
    }
}
