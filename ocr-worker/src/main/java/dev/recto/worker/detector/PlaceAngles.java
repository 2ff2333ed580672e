package dev.recto.worker.detector;

import dev.recto.worker.graph.Rows;

/** Where a cell lies, as sines and cosines of its row and of its column: [sin y, cos y, sin x, cos x], a quarter each. */
final class PlaceAngles {
    private PlaceAngles() {}

    static Rows rows(int height, int width, int channels, double temperature) {
        int quarter = channels / 4;
        float[] values = new float[height * width * channels];
        for (int cell = 0; cell < height * width; cell++) {
            for (int i = 0; i < quarter; i++) {
                double frequency = 1 / Math.pow(temperature, (double) i / quarter);
                double down = cell / width * frequency;
                double across = cell % width * frequency;
                int at = cell * channels + i;
                values[at] = (float) Math.sin(down);
                values[at + quarter] = (float) Math.cos(down);
                values[at + 2 * quarter] = (float) Math.sin(across);
                values[at + 3 * quarter] = (float) Math.cos(across);
            }
        }
        return Rows.of(values, channels);
    }
}
