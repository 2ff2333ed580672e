package dev.recto.worker.model.lighton;

import dev.recto.worker.snapshot.SnapshotException;
import dev.recto.worker.snapshot.SnapshotJson;
import java.nio.file.Path;

/**
 * The size a page is brought to: never enlarged beyond the next multiple of a merged cell.
 *
 * @param longestEdge pixels of the longer side before rounding up
 * @param cell pixels of a merged cell's side (patch · merge)
 */
public record LightOnSizing(int longestEdge, int cell) {
    private static final int PATCH = 14;
    private static final int MERGE = 2;

    public LightOnSizing {
        if (longestEdge < 1 || cell < 1) {
            throw new IllegalArgumentException("sizes must be positive");
        }
    }

    /** A page's size, in cells. */
    public record Grid(int rows, int columns) {}

    // The processor's own patch size is that of its class, not of the network: PixtralProcessor multiplies it by the
    // merge
    // size, LightOnOcrProcessor does not and loses cells. The network's geometry decides.
    static LightOnSizing read(Path snapshot, SnapshotJson imageProcessor) {
        SnapshotJson config = SnapshotJson.read(snapshot, "config.json");
        int patch = config.integer("vision_config/patch_size", PATCH);
        int merge = config.integer("spatial_merge_size", MERGE);
        if (patch < 1 || merge < 1) {
            throw new SnapshotException(snapshot.resolve("config.json"), "has a patch or merge size below 1");
        }
        int longest = imageProcessor.integer("size/longest_edge", config.integer("vision_config/image_size", 1540));
        return new LightOnSizing(longest, patch * merge);
    }

    public Grid grid(int width, int height) {
        double ratio = Math.max(width, height) / (double) longestEdge;
        int fittedWidth = ratio > 1 ? (int) Math.floor(width / ratio) : width;
        int fittedHeight = ratio > 1 ? (int) Math.floor(height / ratio) : height;
        return new Grid(cells(fittedHeight), cells(fittedWidth));
    }

    private int cells(int pixels) {
        return Math.max(1, Math.ceilDiv(pixels, cell));
    }
}
