package dev.recto.api.scaling;

import dev.recto.api.metrics.Counted;
import dev.recto.api.metrics.Gauges;
import dev.recto.api.models.OfferedModels;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The same on every pod, for each model that is offered or has anything open. INVARIANT: before the first count there are none, and while
 * the database is away they stay as they were, so that an outage never looks like idleness.
 */
@Singleton
class OpenWorkGauges implements Gauges {
    private final OpenWorkTable table;
    private final OfferedModels models;
    private final Counted pages;
    private final Counted documents;

    OpenWorkGauges(OpenWorkTable table, OfferedModels models, MeterRegistry registry) {
        this.table = table;
        this.models = models;
        pages = new Counted(registry, "recto.pages.open", "Pages that wait or are with a worker");
        documents = new Counted(registry, "recto.documents.open", "Documents of which nobody knows the pages yet");
    }

    @Override
    public String name() {
        return "open work";
    }

    @Override
    public void count() {
        Set<String> counted = new TreeSet<>(table.busy().await().indefinitely());
        models.all().forEach(model -> counted.add(model.id()));
        Map<Tags, Long> ofPages = new HashMap<>();
        Map<Tags, Long> ofDocuments = new HashMap<>();
        table.of(counted).await().indefinitely().forEach((model, work) -> {
            ofPages.put(Tags.of("model", model), work.pages());
            ofDocuments.put(Tags.of("model", model), work.documents());
        });
        pages.tell(ofPages);
        documents.tell(ofDocuments);
    }
}
