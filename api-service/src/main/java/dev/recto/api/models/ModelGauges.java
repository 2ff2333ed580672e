package dev.recto.api.models;

import dev.recto.api.metrics.Counted;
import dev.recto.api.metrics.Gauges;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Pages that the live workers read at a time, as this pod has heard of them: {@code recto_slots_live}. A model that nobody serves any more
 * has none from then on.
 */
@Singleton
class ModelGauges implements Gauges {
    private final ServedModels models;
    private final Counted slots;
    private final Set<String> seen = new HashSet<>();

    ModelGauges(ServedModels models, MeterRegistry registry) {
        this.models = models;
        slots = new Counted(registry, "recto.slots.live", "Pages that the live workers read at a time");
    }

    @Override
    public String name() {
        return "slots";
    }

    @Override
    public void count() {
        models.all().forEach(model -> seen.add(model.id()));
        Map<Tags, Integer> live = new HashMap<>();
        for (String model : seen) {
            live.put(Tags.of("model", model), models.slots(model));
        }
        slots.tell(live);
    }
}
