package dev.recto.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FrequenciesTest {
    @Test
    void fallGeometrically() {
        assertThat(Frequencies.alongOneAxis(10_000, 8)).isDeepEqualTo(new float[][] {{1, 0.1f, 0.01f, 0.001f}});
    }

    @Test
    void alternateBetweenAxes() {
        assertThat(Frequencies.alternating(10_000, 8))
                .isDeepEqualTo(new float[][] {{1, 0.01f, 0, 0}, {0, 0, 0.1f, 0.001f}});
    }

    @Test
    void repeatForEachAxis() {
        assertThat(Frequencies.repeated(10_000, 8)).isDeepEqualTo(new float[][] {{1, 0.01f, 0, 0}, {0, 0, 1, 0.01f}});
    }

    @Test
    void areDividedIntoSections() {
        assertThat(Frequencies.bySections(10_000, 8, List.of(1, 2, 1)))
                .isDeepEqualTo(new float[][] {{1, 0, 0, 0}, {0, 0.1f, 0.01f, 0}, {0, 0, 0, 0.001f}});
    }
}
