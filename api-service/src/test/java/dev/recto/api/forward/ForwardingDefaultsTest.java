package dev.recto.api.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.jobs.JobsConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ForwardingDefaultsTest {
    @Test
    void aClaimLapsesSoonAndABusyUpstreamGetsAPause() {
        JobsConfig config = new SmallRyeConfigBuilder()
                .withMapping(JobsConfig.class)
                .withConverter(Duration.class, 500, new DurationConverter())
                .build()
                .getConfigMapping(JobsConfig.class);

        assertThat(config.forwardLease()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.forwardPause()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.forwardPostponements()).isEqualTo(40);
        assertThat(config.attempts()).isEqualTo(3);
    }
}
