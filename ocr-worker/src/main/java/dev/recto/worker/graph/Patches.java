package dev.recto.worker.graph;

import dev.recto.worker.onnx.Tensor;

/**
 * Images cut into squares, for a vision transformer with two-dimensional rotary positions. Patches go window by window, a
 * window being the cells which are later merged into one, so that merging needs no knowledge of the grid.
 */
final class Patches {
    static final String PATCHES = "patches";
    static final String POSITIONS = "patch_positions";
    static final String ROWS = "patch_rows";

    private Patches() {}

    /** Cuts pixels [channels, rows·side, columns·side]; a patch is [channels, side, side]. */
    static float[] cut(float[] pixels, int channels, int rows, int columns, int side, int window) {
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

    /** Patches, the row and column of each, and their numbers. */
    static VisionInputs inputs(float[] patches, int rows, int columns, int window) {
        int count = rows * columns;
        float[] positions = new float[2 * count];
        long[] numbers = new long[count];
        int[][] places = places(rows, columns, window);
        for (int i = 0; i < count; i++) {
            positions[2 * i] = places[i][0];
            positions[2 * i + 1] = places[i][1];
            numbers[i] = i;
        }
        return new VisionInputs()
                .with(PATCHES, Tensor.of(patches, 1, count, patches.length / count))
                .with(POSITIONS, Tensor.of(positions, count, 2))
                .with(ROWS, Tensor.of(numbers, 1, count));
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
