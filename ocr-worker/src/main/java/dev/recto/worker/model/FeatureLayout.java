package dev.recto.worker.model;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * DeepSeek-OCR's order of image features: the lines of the mosaic of tiles, then those of the whole page, each line closed
 * by a newline feature; at the end the separator.
 */
public record FeatureLayout(int hidden, float[] newline, float[] separator) {
    public float[] arrange(List<ImageView> views, List<float[]> features) {
        int size = separator.length;
        for (int i = 0; i < views.size(); i++) {
            size += features.get(i).length + lines(views.get(i), features.get(i)) * hidden;
        }
        FloatBuffer arranged = FloatBuffer.allocate(size);
        add(ImageView.Kind.TILES, views, features, arranged);
        add(ImageView.Kind.GLOBAL, views, features, arranged);
        return arranged.put(separator).array();
    }

    private void add(ImageView.Kind kind, List<ImageView> views, List<float[]> features, FloatBuffer arranged) {
        for (int i = 0; i < views.size(); i++) {
            if (views.get(i).kind() == kind) {
                add(views.get(i), features.get(i), arranged);
            }
        }
    }

    private void add(ImageView view, float[] features, FloatBuffer arranged) {
        int columns = columns(view);
        int side = side(view, features);
        for (int line = 0; line < lines(view, features); line++) {
            int tileRow = line / side;
            for (int tile = 0; tile < columns; tile++) {
                int firstCell = ((tileRow * columns + tile) * side + line % side) * side;
                arranged.put(features, firstCell * hidden, side * hidden);
            }
            arranged.put(newline);
        }
    }

    private int lines(ImageView view, float[] features) {
        int tileRows = Math.toIntExact(view.shape()[0]) / columns(view);
        return tileRows * side(view, features);
    }

    private static int columns(ImageView view) {
        return view.kind() == ImageView.Kind.TILES ? view.columns() : 1;
    }

    /** Cells along a side of one image of the view. */
    private int side(ImageView view, float[] features) {
        return (int) Math.round(Math.sqrt(features.length / (double) hidden / view.shape()[0]));
    }
}
