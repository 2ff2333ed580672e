package dev.recto.worker.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SchedulerLimitsTest {
    @Test
    void defaults() {
        assertThat(SchedulerLimits.of(8, 4096)).isEqualTo(new SchedulerLimits(8, 4096, 256, 2, 512, 2048));
        assertThat(SchedulerLimits.of(400, 4096).stepTokens()).isEqualTo(800);
    }

    @Test
    void refusesABudgetThatWouldStarvePrompts() {
        assertThatThrownBy(() -> new SchedulerLimits(8, 4096, 256, 2, 8, 2048))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stepTokens must be at least 9, not 8");
    }
}
