package dev.recto.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TopicSettingsTest {
    @Test
    void aRecordLeavesSoonAfterItsTime() {
        assertThat(new TopicSettings(4, (short) -1, 1000, Duration.ofHours(6))
                        .topic("any")
                        .configs())
                .containsEntry("retention.ms", "21600000")
                .containsEntry("segment.ms", "3600000")
                .containsEntry("max.message.bytes", "1000");
    }

    @Test
    void whatIsUnderWayIsNotDeletedInAnOutage() {
        assertThatThrownBy(() -> new TopicSettings(4, (short) -1, 1000, Duration.ofMinutes(5)))
                .hasMessageContaining("recto.kafka.retention");
    }
}
