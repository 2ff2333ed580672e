package dev.recto.api.jobs;

import dev.recto.api.background.Bell;
import dev.recto.api.database.Database;
import dev.recto.api.models.ServedModels;
import dev.recto.model.ServedModel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What waits, as gauges for an autoscaler: the same on every pod. */
@Singleton
class Backlog {
    private final Database database;
    private final ServedModels models;
    private final JobsConfig config;
    private final MultiGauge pages;
    private final MultiGauge age;
    private final AtomicInteger documents;
    private @Nullable Bell bell;

    Backlog(Database database, ServedModels models, JobsConfig config, MeterRegistry registry) {
        this.database = database;
        this.models = models;
        this.config = config;
        pages = MultiGauge.builder("recto.pages.waiting")
                .description("Pages that no worker was asked for yet")
                .register(registry);
        age = MultiGauge.builder("recto.pages.waiting.age")
                .description("How long ago the oldest of their jobs came")
                .baseUnit("seconds")
                .register(registry);
        documents = registry.gauge("recto.documents.waiting", new AtomicInteger());
    }

    private record Waiting(int pages, double seconds) {}

    void start(@Observes StartupEvent started) {
        bell = new Bell("backlog", config.backlog(), this::measure);
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (bell != null) {
            bell.close();
        }
    }

    private void measure() {
        Map<String, Waiting> waiting = new TreeMap<>();
        for (ServedModel served : models.all()) {
            waiting.put(served.id(), new Waiting(0, 0));
        }
        for (Row row : database.run("""
                select page.model, count(*)::int as pages,
                       extract(epoch from now() - min(job.created_at))::float8 as seconds
                from page join job on job.id = page.job where page.state = 'WAITING' group by page.model""", Tuple.tuple())) {
            waiting.put(row.getString("model"), new Waiting(row.getInteger("pages"), row.getDouble("seconds")));
        }
        pages.register(
                waiting.entrySet().stream()
                        .map(each -> row(each.getKey(), each.getValue().pages()))
                        .toList(),
                true);
        age.register(
                waiting.entrySet().stream()
                        .map(each -> row(each.getKey(), each.getValue().seconds()))
                        .toList(),
                true);
        documents.set(database.run("select count(*)::int as n from job where state = 'ACCEPTED'", Tuple.tuple())
                .iterator()
                .next()
                .getInteger("n"));
    }

    private static MultiGauge.Row<Number> row(String model, double value) {
        return MultiGauge.Row.of(Tags.of("model", model), value);
    }
}
