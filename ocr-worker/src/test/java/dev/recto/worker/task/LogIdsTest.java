package dev.recto.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class LogIdsTest {
    private final UUID job = UUID.randomUUID();

    @Test
    void theKeyOfATaskNamesItsJobAndItsPage() {
        try (LogIds page = LogIds.of(job + "/12")) {
            assertThat(page).isNotNull();
            assertThat(MDC.get("job")).isEqualTo(job.toString());
            assertThat(MDC.get("page")).isEqualTo("12");
        }
        assertThat(MDC.get("job")).isNull();
        assertThat(MDC.get("page")).isNull();
    }

    @Test
    void whatIsNoIdDoesNotGetIntoTheLog() {
        try (LogIds none = LogIds.of("a secret/1")) {
            assertThat(none).isNotNull();
            assertThat(MDC.get("job")).isNull();
        }
    }

    @Test
    void whatWasThereBeforeIsThereAgain() {
        try (LogIds outer = LogIds.of(job.toString());
                LogIds inner = LogIds.of(job, 3)) {
            assertThat(outer).isNotSameAs(inner);
            inner.close();
            assertThat(MDC.get("job")).isEqualTo(job.toString());
            assertThat(MDC.get("page")).isNull();
        }
    }
}
