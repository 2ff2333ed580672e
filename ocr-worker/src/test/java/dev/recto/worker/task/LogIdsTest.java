package dev.recto.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.TaskId;
import java.util.UUID;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class LogIdsTest {
    private final UUID job = UUID.randomUUID();

    @Test
    void aTaskNamesItsJobAndItsPage() {
        try (LogIds page = LogIds.of(new TaskId(job, 12, 1))) {
            assertThat(page).isNotNull();
            assertThat(MDC.get("job")).isEqualTo(job.toString());
            assertThat(MDC.get("page")).isEqualTo("12");
        }
        assertThat(MDC.get("job")).isNull();
        assertThat(MDC.get("page")).isNull();
    }

    @Test
    void whatWasThereBeforeIsThereAgain() {
        try (LogIds outer = LogIds.of(new TaskId(job, null, 1));
                LogIds inner = LogIds.of(new TaskId(job, 3, 1))) {
            assertThat(outer).isNotSameAs(inner);
            inner.close();
            assertThat(MDC.get("job")).isEqualTo(job.toString());
            assertThat(MDC.get("page")).isNull();
        }
    }
}
