package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Sums up what one head of a query sees. Belongs to one thread at a time. */
final class PointSampler {
    private float[] places = {};
    private float[] weights = {};
    private float[] cell = {};
    private float[] sum = {};

    /**
     * @param asked number of the places' and weights' row
     * @param answered number of the sum's row
     */
    void sample(
            PointSampling.MapCells maps,
            int image,
            MemorySegment allPlaces,
            MemorySegment allWeights,
            long asked,
            MemorySegment sums,
            long answered) {
        int width = maps.width();
        int points = maps.points();
        makeRoom(width, points);
        MemorySegment.copy(allPlaces, JAVA_FLOAT, asked * 2 * points * Float.BYTES, places, 0, 2 * points);
        MemorySegment.copy(allWeights, JAVA_FLOAT, asked * points * Float.BYTES, weights, 0, points);
        Arrays.fill(sum, 0);
        int each = points / maps.maps();
        long first = (long) image * maps.count();
        for (int map = 0; map < maps.maps(); map++) {
            for (int point = map * each; point < (map + 1) * each; point++) {
                look(maps, first, maps.height(map), maps.width(map), point);
            }
            first += (long) maps.height(map) * maps.width(map);
        }
        MemorySegment.copy(sum, 0, sums, JAVA_FLOAT, answered * (width + 1) * Float.BYTES, width + 1);
    }

    private void makeRoom(int width, int points) {
        if (cell.length != width) {
            cell = new float[width];
            sum = new float[width + 1];
        }
        if (weights.length != points) {
            places = new float[2 * points];
            weights = new float[points];
        }
    }

    private void look(PointSampling.MapCells maps, long first, int height, int width, int point) {
        float across = ((places[2 * point] + 1) * width - 1) / 2;
        float down = ((places[2 * point + 1] + 1) * height - 1) / 2;
        // Also keeps what is no number or beyond all integers off the map
        if (!(across > -1 && across < width && down > -1 && down < height)) {
            return;
        }
        int left = (int) Math.floor(across);
        int top = (int) Math.floor(down);
        float right = across - left;
        float below = down - top;
        for (int corner = 0; corner < 4; corner++) {
            int x = left + corner % 2;
            int y = top + corner / 2;
            if (x >= 0 && x < width && y >= 0 && y < height) {
                float share = (corner % 2 == 0 ? 1 - right : right) * (corner / 2 == 0 ? 1 - below : below);
                add(maps, first + (long) y * width + x, share * weights[point]);
            }
        }
    }

    private void add(PointSampling.MapCells maps, long number, float share) {
        int count = cell.length;
        MemorySegment.copy(maps.cells(), JAVA_FLOAT, number * count * Float.BYTES, cell, 0, count);
        add(cell, share, sum);
        sum[count] += share;
    }

    /** Alone, so that the compiler makes vectors of it. */
    private static void add(float[] cell, float share, float[] sum) {
        for (int i = 0; i < cell.length; i++) {
            sum[i] += share * cell[i];
        }
    }
}
