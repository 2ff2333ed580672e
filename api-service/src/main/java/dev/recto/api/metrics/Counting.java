package dev.recto.api.metrics;

import dev.recto.api.background.Bell;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Has all gauges count, each for itself: one that fails or takes long keeps none of the others. */
@Singleton
class Counting {
    private final List<Gauges> gauges;
    private final MetricsConfig config;
    private List<Bell> bells = List.of();

    Counting(@All List<Gauges> gauges, MetricsConfig config) {
        this.gauges = gauges;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        bells = gauges.stream()
                .map(each -> new Bell("counting " + each.name(), config.every(), each::count))
                .toList();
        bells.forEach(Bell::ring);
    }

    void stop(@Observes ShutdownEvent stopping) {
        bells.forEach(Bell::close);
    }
}
