package dev.recto.worker.graph;

import dev.recto.worker.onnx.Tensor;
import java.util.stream.Stream;

/**
 * Images cut into squares, for a vision transformer with two-dimensional rotary positions. Patches go window by window, a
 * window being the cells which are later merged into one, so that merging needs no knowledge of the grid.
 */
public final class Patches {
    static final String PATCHES = "patches";
    static final String POSITIONS = "patch_positions";

    private Patches() {}

    /** Cuts pixels [channels, rows·side, columns·side]; a patch is [channels, side, side]. */
    public static float[] cut(float[] pixels, int channels, int rows, int columns, int side, int window) {
        int width = columns * side;
        float[] patches = new float[pixels.length];
        int at = 0;
        for (int[] place : places(rows, columns, window)) {
            for (int channel = 0; channel < channels; channel++) {
                for (int y = 0; y < side; y++) {
                    int line = (channel * rows + place[0]) * side + y;
                    System.arraycopy(pixels, line * width + place[1] * side, patches, at, side);
                    at += side;
                }
            }
        }
        return patches;
    }

    /**
     * Patches of images with the same grid, and the row and column of each patch in it.
     *
     * @param images the patches of each
     * @param patchWidth elements of a patch
     */
    public static VisionInputs inputs(
            Stream<float[]> images, int count, int rows, int columns, int patchWidth, int window) {
        int patches = rows * columns;
        float[] positions = new float[2 * patches];
        int[][] places = places(rows, columns, window);
        for (int i = 0; i < patches; i++) {
            positions[2 * i] = places[i][0];
            positions[2 * i + 1] = places[i][1];
        }
        return new VisionInputs()
                .withImages(PATCHES, images, count, patches, patchWidth)
                .with(POSITIONS, Tensor.of(positions, patches, 2));
    }

    private static int[][] places(int rows, int columns, int window) {
        int[][] places = new int[rows * columns][];
        int at = 0;
        for (int top = 0; top < rows; top += window) {
            for (int left = 0; left < columns; left += window) {
                for (int cell = 0; cell < window * window; cell++) {
                    places[at++] = new int[] {top + cell / window, left + cell % window};
                }
            }
        }
        return places;
    }
}
