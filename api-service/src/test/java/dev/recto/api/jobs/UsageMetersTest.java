package dev.recto.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.metrics.MetricsConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UsageMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final UUID one = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final UUID third = UUID.randomUUID();

    private record Config(boolean organisations, int mostOrganisations) implements MetricsConfig {
        @Override
        public Duration every() {
            return Duration.ofSeconds(1);
        }
    }

    private void read(MetricsConfig config) {
        UsageMeters usage = new UsageMeters(registry, config);
        usage.read(one, "model", 2, 20);
        usage.read(other, "model", 1, 10);
        usage.read(third, "model", 1, 10);
        usage.read(one, "model", 1, 10);
    }

    private double count(String what, String organisation) {
        return registry.get("recto.usage." + what)
                .tags("organisation", organisation, "model", "model")
                .counter()
                .count();
    }

    @Test
    void organisationsAreNotToldApartUnlessAskedFor() {
        read(new Config(false, 100));

        assertThat(count("pages", "all")).isEqualTo(5);
        assertThat(count("tokens", "all")).isEqualTo(50);
        assertThat(registry.find("recto.usage.pages").counters()).hasSize(1);
    }

    @Test
    void noMoreAreToldApartThanAllowed() {
        read(new Config(true, 2));

        assertThat(count("pages", one.toString())).isEqualTo(3);
        assertThat(count("pages", other.toString())).isEqualTo(1);
        assertThat(count("tokens", "others")).isEqualTo(10);
        assertThat(registry.find("recto.usage.pages").counters()).hasSize(3);
    }
}
