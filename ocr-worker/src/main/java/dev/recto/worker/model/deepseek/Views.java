package dev.recto.worker.model.deepseek;

import dev.recto.worker.image.Bicubic;
import dev.recto.worker.image.Framing;
import dev.recto.worker.image.RgbImage;
import java.util.List;

/**
 * Which pictures of a page the network sees.
 *
 * @param baseSize side of the picture of the whole page, in pixels
 * @param tileSize side of a tile, in pixels
 * @param minimumTiles least number of tiles of a page that is cut
 */
public record Views(Mode mode, int baseSize, int tileSize, int minimumTiles, int maximumTiles) {
    private static final int GREY = 127;

    /** The published modes, by what they do. */
    public enum Mode {
        /** Whole page padded, and tiles where it is larger than one ("Gundam"). */
        TILED,
        /** Whole page padded ("Base", "Large"). */
        PADDED,
        /** Whole page out of its aspect ("Tiny", "Small"). */
        SQUASHED
    }

    public Views {
        if (baseSize < 1 || tileSize < 1 || minimumTiles < 1 || maximumTiles < minimumTiles) {
            throw new IllegalArgumentException("sizes of views make no sense");
        }
    }

    /** What the network sees: the page, and its tiles row by row (none if it is not cut). */
    public record Seen(RgbImage page, TileGrid grid, List<RgbImage> tiles) {}

    public TileGrid grid(int width, int height) {
        return mode == Mode.TILED ? TileGrid.of(width, height, tileSize, minimumTiles, maximumTiles) : TileGrid.NONE;
    }

    TileGrid largestGrid() {
        return mode == Mode.TILED ? new TileGrid(1, maximumTiles) : TileGrid.NONE;
    }

    public Seen of(RgbImage page) {
        RgbImage whole =
                mode == Mode.SQUASHED ? Bicubic.resize(page, baseSize, baseSize) : Framing.pad(page, baseSize, GREY);
        TileGrid grid = grid(page.width(), page.height());
        if (grid.tiles() == 1) {
            return new Seen(whole, grid, List.of());
        }
        RgbImage spread = Bicubic.resize(page, grid.columns() * tileSize, grid.rows() * tileSize);
        return new Seen(whole, grid, Framing.tiles(spread, tileSize));
    }
}
