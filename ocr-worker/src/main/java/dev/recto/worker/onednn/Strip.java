package dev.recto.worker.onednn;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a convolution's result, and those of the map that they are computed from.
 *
 * @param from the first row of the result
 * @param inFrom the first row of the map
 * @param shape what its computation depends on
 */
record Strip(int from, int inFrom, Shape shape) {
    /** Results that a strip has at least, so that kernels are not read for too few. */
    private static final int LEAST_CELLS = 256;

    /** Of the map as fp32, so that it stays in a core's own cache. */
    private static final int BYTES = 1 << 19;

    /**
     * @param inRows rows of the map
     * @param above rows of zeros over them
     * @param below rows of zeros under them
     */
    record Shape(int rows, int inRows, int above, int below) {}

    /** All strips, from the top to the bottom; how many they are depends on nothing but the shape. */
    static List<Strip> of(ConvolutionShape shape) {
        int rowBytes = shape.width() * shape.in() * shape.stride() * Float.BYTES;
        int rows = Math.max(BYTES / rowBytes, Math.ceilDiv(LEAST_CELLS, shape.outWidth()));
        int count = Math.ceilDiv(shape.outHeight(), rows);
        int even = Math.ceilDiv(shape.outHeight(), count);
        List<Strip> strips = new ArrayList<>();
        for (int from = 0; from < shape.outHeight(); from += even) {
            strips.add(of(shape, from, Math.min(even, shape.outHeight() - from)));
        }
        return strips;
    }

    private static Strip of(ConvolutionShape shape, int from, int rows) {
        int first = from * shape.stride() - shape.before();
        int end = (from + rows - 1) * shape.stride() - shape.before() + shape.size();
        int inFrom = Math.max(first, 0);
        int inEnd = Math.min(end, shape.height());
        return new Strip(from, inFrom, new Shape(rows, inEnd - inFrom, inFrom - first, end - inEnd));
    }
}
