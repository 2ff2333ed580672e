package dev.recto.worker.model;

import java.util.List;

/**
 * DeepSeek-OCR's order of image features: the lines of the mosaic of tiles, then those of the whole page, each line closed
 * by a newline feature; at the end the separator. These two are the family's own.
 */
public final class FeatureLayout {
    private static final int NEWLINE = 0;
    private static final int SEPARATOR = 1;

    private final List<ImageView> views;
    private final List<Integer> cells;
    private final FeatureOrder order = new FeatureOrder();

    private FeatureLayout(List<ImageView> views, List<Integer> cells) {
        this.views = views;
        this.cells = cells;
    }

    /** @param cells of each view */
    public static FeatureOrder order(List<ImageView> views, List<Integer> cells) {
        FeatureLayout layout = new FeatureLayout(views, cells);
        layout.add(ImageView.Kind.TILES);
        layout.add(ImageView.Kind.GLOBAL);
        return layout.order.add(views.size(), SEPARATOR, 1);
    }

    private void add(ImageView.Kind kind) {
        for (int i = 0; i < views.size(); i++) {
            if (views.get(i).kind() == kind) {
                addLines(i);
            }
        }
    }

    private void addLines(int number) {
        ImageView view = views.get(number);
        int columns = view.kind() == ImageView.Kind.TILES ? view.columns() : 1;
        int side = (int) Math.round(Math.sqrt(cells.get(number) / (double) view.images()));
        int lines = view.images() / columns * side;
        for (int line = 0; line < lines; line++) {
            int tileRow = line / side;
            for (int tile = 0; tile < columns; tile++) {
                order.add(number, ((tileRow * columns + tile) * side + line % side) * side, side);
            }
            order.add(views.size(), NEWLINE, 1);
        }
    }
}
