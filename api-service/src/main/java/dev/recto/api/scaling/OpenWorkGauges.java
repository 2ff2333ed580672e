package dev.recto.api.scaling;

import dev.recto.api.background.Bell;
import dev.recto.api.models.OfferedModels;
import dev.recto.model.ServedModel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The same on every pod, and there for every model that is offered. INVARIANT: before the first count there are none, and while the
 * database is away they stay as they were, so that an outage never looks like idleness.
 */
@Singleton
class OpenWorkGauges {
    private final OpenWorkTable table;
    private final OfferedModels models;
    private final ScalingConfig config;
    private final MultiGauge pages;
    private final MultiGauge documents;
    private @Nullable Bell bell;

    OpenWorkGauges(OpenWorkTable table, OfferedModels models, ScalingConfig config, MeterRegistry registry) {
        this.table = table;
        this.models = models;
        this.config = config;
        pages = MultiGauge.builder("recto.pages.open")
                .description("Pages that wait or are with a worker")
                .register(registry);
        documents = MultiGauge.builder("recto.documents.open")
                .description("Documents of which nobody knows the pages yet")
                .register(registry);
    }

    void start(@Observes StartupEvent started) {
        bell = new Bell("open work", config.every(), this::measure);
        bell.ring();
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (bell != null) {
            bell.close();
        }
    }

    private void measure() {
        Map<String, OpenWork> work =
                new TreeMap<>(table.ofEach().await().atMost(config.timeout().multipliedBy(2)));
        for (ServedModel model : models.all()) {
            work.putIfAbsent(model.id(), OpenWork.NONE);
        }
        tell(pages, work, OpenWork::pages);
        tell(documents, work, OpenWork::documents);
    }

    private static void tell(MultiGauge gauge, Map<String, OpenWork> work, ToLongFunction<OpenWork> what) {
        gauge.register(
                work.entrySet().stream()
                        .map(each -> MultiGauge.Row.of(
                                Tags.of("model", each.getKey()), (Number) what.applyAsLong(each.getValue())))
                        .toList(),
                true);
    }
}
