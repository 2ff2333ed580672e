package dev.recto.worker.model.lighton;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LightOnSizingTest {
    private static final LightOnSizing PUBLISHED = new LightOnSizing(1540, 28);

    @Test
    void anA4PageHasThePublishedNumberOfTokens() {
        assertThat(PUBLISHED.grid(1654, 2339)).isEqualTo(new LightOnSizing.Grid(55, 39));
    }

    @Test
    void smallPagesAreRoundedUpAndNoMore() {
        assertThat(PUBLISHED.grid(28, 29)).isEqualTo(new LightOnSizing.Grid(2, 1));
        assertThat(PUBLISHED.grid(1, 1)).isEqualTo(new LightOnSizing.Grid(1, 1));
    }

    @Test
    void theThinnestPageKeepsACell() {
        assertThat(PUBLISHED.grid(20_000, 1)).isEqualTo(new LightOnSizing.Grid(1, 55));
    }
}
