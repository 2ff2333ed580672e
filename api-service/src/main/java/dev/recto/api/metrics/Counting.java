package dev.recto.api.metrics;

import dev.recto.api.background.Bell;
import dev.recto.api.background.Chore;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;

/** Has all gauges count, each for itself: one that fails or takes long keeps none of the others. */
@Singleton
class Counting implements Chore {
    private final List<Bell> bells;

    Counting(@All List<Gauges> gauges, MetricsConfig config) {
        bells = gauges.stream()
                .map(each -> new Bell("counting " + each.name(), config.every(), each::count))
                .toList();
        bells.forEach(Bell::ring);
    }

    @Override
    public List<Bell> bells() {
        return bells;
    }
}
