package dev.recto.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "10, 1, 10", "100, 1, 100", "150, 2, 75", "1000, 10, 100"})
    void workersAreSpreadOverFewProcesses(int workers, int processes, String inEach) {
        Fleet fleet = new Fleet(workers, 40);
        assertThat(fleet.processes()).isEqualTo(processes);
        assertThat(fleet.settings()).containsEntry("recto.worker.instances", inEach);
    }

    @ParameterizedTest
    @CsvSource({"1, PT0.05S", "10, PT0.5S", "1000, PT50S"})
    void howManyTheyAreDoesNotChangeWhatTheyReadTogether(int workers, Duration pageTime) {
        Fleet fleet = new Fleet(workers, 40);
        assertThat(fleet.pageTime()).isEqualTo(pageTime);
        assertThat(fleet.settings()).containsEntry("recto.worker.none.time", pageTime.toString());
    }

    @Test
    void everySlotHasADocument() {
        Fleet fleet = new Fleet(1_000, 40);
        int slots = 1_000 * Integer.parseInt(fleet.settings().get("recto.worker.none.slots"));
        assertThat(fleet.documentsInFlight()).isGreaterThanOrEqualTo(slots);
    }
}
