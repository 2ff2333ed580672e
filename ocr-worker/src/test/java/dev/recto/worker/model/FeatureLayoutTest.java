package dev.recto.worker.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.model.FeatureOrder.Run;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureLayoutTest {
    private static ImageView view(ImageView.Kind kind, int images, int rows, int columns) {
        return new ImageView(kind, new float[0], new long[] {images, 3, 32, 32}, rows, columns);
    }

    @Test
    void aPageAloneIsLinesAndASeparator() {
        ImageView global = view(ImageView.Kind.GLOBAL, 1, 2, 2);
        assertThat(FeatureLayout.order(List.of(global), List.of(4)).runs())
                .containsExactly(
                        new Run(0, 0, 2), new Run(1, 0, 1), new Run(0, 2, 2), new Run(1, 0, 1), new Run(1, 1, 1));
    }

    @Test
    void tilesAreReadLineByLineAcrossTheMosaic() {
        ImageView global = view(ImageView.Kind.GLOBAL, 1, 1, 1);
        ImageView tiles = view(ImageView.Kind.TILES, 4, 2, 2);
        FeatureOrder order = FeatureLayout.order(List.of(global, tiles), List.of(1, 16));
        List<Integer> cells = order.runs().stream()
                .filter(run -> run.source() == 1)
                .flatMap(run ->
                        IntStream.range(run.first(), run.first() + run.count()).boxed())
                .toList();
        assertThat(cells).containsExactly(0, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15);
        assertThat(order.runs().subList(0, 3)).containsExactly(new Run(1, 0, 2), new Run(1, 4, 2), new Run(2, 0, 1));
        assertThat(order.runs().subList(12, 15)).containsExactly(new Run(0, 0, 1), new Run(2, 0, 1), new Run(2, 1, 1));
        assertThat(order.size()).isEqualTo(16 + 4 + 1 + 1 + 1);
    }
}
