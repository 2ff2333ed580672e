package dev.recto.worker.graph;

/** Learned position tables, brought to another size as the reference implementation does. */
public final class PositionTables {
    private PositionTables() {}

    /** Antialiased bicubic (a = −0.5) from side·side cells of the given width to newSide·newSide; both passes in double. */
    public static float[] resizeSquare(float[] table, int side, int newSide, int width) {
        if (side == newSide) {
            return table;
        }
        double[][] weights = bicubicWeights(side, newSide);
        double[] columnsResized = new double[side * newSide * width];
        for (int row = 0; row < side; row++) {
            for (int to = 0; to < newSide; to++) {
                for (int from = 0; from < side; from++) {
                    double weight = weights[to][from];
                    for (int c = 0; weight != 0 && c < width; c++) {
                        columnsResized[(row * newSide + to) * width + c] +=
                                weight * table[(row * side + from) * width + c];
                    }
                }
            }
        }
        double[] resized = new double[newSide * newSide * width];
        int line = newSide * width;
        for (int to = 0; to < newSide; to++) {
            for (int from = 0; from < side; from++) {
                double weight = weights[to][from];
                for (int c = 0; weight != 0 && c < line; c++) {
                    resized[to * line + c] += weight * columnsResized[from * line + c];
                }
            }
        }
        float[] result = new float[resized.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) resized[i];
        }
        return result;
    }

    private static double[][] bicubicWeights(int in, int out) {
        double scale = (double) in / out;
        double stretch = Math.max(scale, 1);
        double support = 2 * stretch;
        double[][] weights = new double[out][in];
        for (int i = 0; i < out; i++) {
            double center = (i + 0.5) * scale;
            int low = Math.max(0, (int) (center - support + 0.5));
            int high = Math.min(in, (int) (center + support + 0.5));
            double sum = 0;
            for (int j = low; j < high; j++) {
                weights[i][j] = keys((j - center + 0.5) / stretch);
                sum += weights[i][j];
            }
            for (int j = low; j < high; j++) {
                weights[i][j] /= sum;
            }
        }
        return weights;
    }

    private static double keys(double x) {
        double a = -0.5;
        double d = Math.abs(x);
        if (d < 1) {
            return ((a + 2) * d - (a + 3)) * d * d + 1;
        }
        return d < 2 ? (((d - 5) * d + 8) * d - 4) * a : 0;
    }

    /** Linear interpolation (half-pixel centres) of rows of the given width to another number of rows. */
    static float[] resizeRows(float[] table, int newRows, int width) {
        int rows = table.length / width;
        if (rows == newRows) {
            return table;
        }
        float[] resized = new float[newRows * width];
        double scale = (double) rows / newRows;
        for (int i = 0; i < newRows; i++) {
            double source = Math.max(0, (i + 0.5) * scale - 0.5);
            int low = Math.min((int) source, rows - 1);
            int high = Math.min(low + 1, rows - 1);
            float share = (float) (source - low);
            for (int c = 0; c < width; c++) {
                resized[i * width + c] = (1 - share) * table[low * width + c] + share * table[high * width + c];
            }
        }
        return resized;
    }

    /**
     * The vectors by which a query's products with them are its biases for each key row (or column), [side, width, side]:
     * for a query at y, column y' holds row y − y' + side − 1 of the table.
     */
    public static float[] relative(float[] table, int side, int width) {
        float[] rows = resizeRows(table, 2 * side - 1, width);
        float[] vectors = new float[side * width * side];
        for (int query = 0; query < side; query++) {
            for (int c = 0; c < width; c++) {
                for (int key = 0; key < side; key++) {
                    vectors[(query * width + c) * side + key] = rows[(query - key + side - 1) * width + c];
                }
            }
        }
        return vectors;
    }

    /** For each cell of a square, row by row, a one for its row and a one for its column, behind zeros: [side², zeros + 2 side]. */
    public static float[] cellIndicators(int side, int zeros) {
        int width = zeros + 2 * side;
        float[] indicators = new float[side * side * width];
        for (int cell = 0; cell < side * side; cell++) {
            indicators[cell * width + zeros + cell / side] = 1;
            indicators[cell * width + zeros + side + cell % side] = 1;
        }
        return indicators;
    }
}
