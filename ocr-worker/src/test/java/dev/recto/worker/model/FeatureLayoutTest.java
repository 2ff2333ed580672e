package dev.recto.worker.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureLayoutTest {
    private static final float NEWLINE = -1;
    private static final float SEPARATOR = -2;
    private final FeatureLayout layout = new FeatureLayout(1, new float[] {NEWLINE}, new float[] {SEPARATOR});

    private static ImageView view(ImageView.Kind kind, int images, int rows, int columns) {
        return new ImageView(kind, new float[0], new long[] {images, 3, 32, 32}, rows, columns);
    }

    @Test
    void aPageAloneIsLinesAndASeparator() {
        ImageView global = view(ImageView.Kind.GLOBAL, 1, 2, 2);
        assertThat(layout.arrange(List.of(global), List.of(new float[] {1, 2, 3, 4})))
                .containsExactly(1, 2, NEWLINE, 3, 4, NEWLINE, SEPARATOR);
    }

    @Test
    void tilesAreReadLineByLineAcrossTheMosaic() {
        ImageView global = view(ImageView.Kind.GLOBAL, 1, 1, 1);
        ImageView tiles = view(ImageView.Kind.TILES, 4, 2, 2);
        float[] cells = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
        assertThat(layout.arrange(List.of(global, tiles), List.of(new float[] {99}, cells)))
                .containsExactly(
                        1, 2, 5, 6, NEWLINE, 3, 4, 7, 8, NEWLINE, 9, 10, 13, 14, NEWLINE, 11, 12, 15, 16, NEWLINE, 99,
                        NEWLINE, SEPARATOR);
    }
}
