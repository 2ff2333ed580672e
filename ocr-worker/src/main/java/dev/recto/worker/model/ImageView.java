package dev.recto.worker.model;

/**
 * Pixels as one vision graph takes them, normalised, C order.
 *
 * @param values tensor of the given shape: {@code [n, 3, height, width]}, or {@code [patches, channels·frames·patch²]} for
 *     GLM-OCR in order of its merge windows
 * @param rows rows of the grid: of tiles (TILES), of patches (PATCHES), of merged cells otherwise
 * @param columns columns of the same grid
 */
public record ImageView(Kind kind, float[] values, long[] shape, int rows, int columns) {
    /** Height and width of each image of a view, in patches where it is cut into them, else in pixels. */
    public record Size(int height, int width) {}

    /** One run of a vision graph takes images of one size. */
    public Size size() {
        return kind == Kind.PATCHES
                ? new Size(rows, columns)
                : new Size(Math.toIntExact(shape[2]), Math.toIntExact(shape[3]));
    }

    /** How many images it holds: one, but for tiles. */
    public int images() {
        return kind == Kind.PATCHES ? 1 : Math.toIntExact(shape[0]);
    }

    /** Which vision graph reads it. */
    public enum Kind {
        /** DeepSeek-OCR: the whole page, padded or squashed to a square. */
        GLOBAL,
        /** DeepSeek-OCR: tiles, row by row. */
        TILES,
        /** LightOnOCR: the whole page. */
        PAGE,
        /** GLM-OCR: the page's patches. */
        PATCHES
    }
}
