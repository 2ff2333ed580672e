package dev.recto.worker.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class RoutingTest {
    @Test
    void rowsGoToTheExpertsOfTheLargestLogitsWithTheirShareOfTheSoftmax() {
        double sum = Math.exp(1) + Math.exp(2) + Math.exp(0);

        Routing routing = new Routing(new float[] {1, 2, 0, 0, 0, 100}, 3, 2);

        assertThat(routing.of(0)).hasSize(2);
        assertThat(routing.of(0).getFirst().row()).isZero();
        assertThat((double) routing.of(0).getFirst().weight()).isEqualTo(Math.exp(1) / sum, offset(1e-6));
        assertThat((double) routing.of(1).getFirst().weight()).isEqualTo(Math.exp(2) / sum, offset(1e-6));
        assertThat(routing.of(1)).hasSize(1);
        assertThat(routing.of(2)).singleElement().satisfies(share -> {
            assertThat(share.row()).isEqualTo(1);
            assertThat((double) share.weight()).isEqualTo(1, offset(1e-6));
        });
    }

    @Test
    void amongEqualsTheLowestNumbersAreChosen() {
        Routing routing = new Routing(new float[4], 4, 2);

        assertThat(routing.of(0)).hasSize(1);
        assertThat(routing.of(1)).hasSize(1);
        assertThat(routing.of(2)).isEmpty();
        assertThat(routing.of(3)).isEmpty();
    }
}
