package dev.recto.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WebhooksDefaultsTest {
    @Test
    void aDayIsTriedWithinBounds() {
        WebhooksConfig config = new SmallRyeConfigBuilder()
                .withMapping(WebhooksConfig.class)
                .withConverter(Duration.class, 500, new DurationConverter())
                .withConverter(MemorySize.class, 500, new MemorySizeConverter())
                .build()
                .getConfigMapping(WebhooksConfig.class);

        assertThat(config.allowedNetworks()).isEmpty();
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.maxAnswer().asLongValue()).isEqualTo(64 << 10);
        assertThat(config.concurrent()).isEqualTo(32);
        assertThat(config.concurrentPerOrganisation()).isEqualTo(4);
        assertThat(config.lease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.firstPause()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.longestPause()).isEqualTo(Duration.ofHours(1));
        assertThat(config.retryFor()).isEqualTo(Duration.ofHours(24));
        assertThat(config.poll()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.retention()).isEqualTo(Duration.ofDays(30));
        assertThat(config.secretOverlap()).isEqualTo(Duration.ofHours(24));
        assertThat(config.mostSecrets()).isEqualTo(5);
    }
}
