package dev.recto.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final Duration ALLOWED = Duration.ofMinutes(5);

    private final Admission admission = new Admission(5);

    @Test
    void pagesThatAllMissTheirTimeAreReadOneByOne() {
        assertThat(admission.limit()).isEqualTo(5);
        for (int i = 0; i < 5; i++) {
            admission.timedOut();
        }
        assertThat(admission.limit()).isEqualTo(1);
    }

    @Test
    void growsWhileOneMoreWouldStillBeQuickEnough() {
        for (int i = 0; i < 5; i++) {
            admission.timedOut();
        }
        admission.read(Duration.ofSeconds(80), ALLOWED);
        assertThat(admission.limit()).isEqualTo(1);
        admission.read(Duration.ofSeconds(70), ALLOWED);
        assertThat(admission.limit()).isEqualTo(2);
        admission.read(Duration.ofSeconds(105), ALLOWED);
        assertThat(admission.limit()).isEqualTo(2);
    }

    @Test
    void neverExceedsWhatTheEngineHolds() {
        for (int i = 0; i < 10; i++) {
            admission.read(Duration.ofSeconds(1), ALLOWED);
        }
        assertThat(admission.limit()).isEqualTo(5);
    }

    @Test
    void oneSlowPageAmongManyQuickOnesCostsLittle() {
        Admission wide = new Admission(64);
        wide.timedOut();
        assertThat(wide.limit()).isEqualTo(32);
        for (int i = 0; i < 32; i++) {
            wide.read(Duration.ofSeconds(10), ALLOWED);
        }
        assertThat(wide.limit()).isEqualTo(64);
    }
}
