package dev.recto.worker.vlm;

/**
 * Pixels as one vision graph takes them, normalised, C order.
 *
 * @param values tensor of the given shape: {@code [n, 3, height, width]}, or {@code [patches, channels·frames·patch²]} for
 *     GLM-OCR in order of its merge windows
 * @param rows rows of the grid: of tiles (TILES), of patches (PATCHES), of merged cells otherwise
 * @param columns columns of the same grid
 */
public record ImageView(Kind kind, float[] values, long[] shape, int rows, int columns) {
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
