package dev.recto.api.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A gauge for each of some tags, whose values are counted now and then; those of the last count are what is told. INVARIANT: a gauge whose tags
 * were counted again is the same one, so that nobody who asks in between finds none.
 */
public final class Counted {
    private final MultiGauge gauge;
    private final Map<Tags, Number> last = new ConcurrentHashMap<>();

    public Counted(MeterRegistry registry, String name, String description) {
        gauge = MultiGauge.builder(name).description(description).register(registry);
    }

    public synchronized void tell(Map<Tags, ? extends Number> values) {
        last.putAll(values);
        last.keySet().retainAll(values.keySet());
        gauge.register(values.keySet().stream().map(this::row).toList(), false);
    }

    private MultiGauge.Row<?> row(Tags tags) {
        return MultiGauge.Row.of(tags, () -> last.getOrDefault(tags, Double.NaN));
    }
}
