package dev.recto.api.jobs;

import dev.recto.api.database.Database;
import dev.recto.api.metrics.Counted;
import dev.recto.api.metrics.Gauges;
import dev.recto.api.models.ServedModels;
import dev.recto.model.ServedModel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** What waits, the same on every pod: {@code recto_pages_waiting} and {@code recto_pages_waiting_age_seconds}. */
@Singleton
class Backlog implements Gauges {
    private final Database database;
    private final ServedModels models;
    private final Counted pages;
    private final Counted age;

    Backlog(Database database, ServedModels models, MeterRegistry registry) {
        this.database = database;
        this.models = models;
        pages = new Counted(registry, "recto.pages.waiting", "Pages that no worker was asked for yet");
        age = new Counted(registry, "recto.pages.waiting.age.seconds", "Since the oldest of their jobs came");
    }

    @Override
    public String name() {
        return "what waits";
    }

    @Override
    public void count() {
        Map<Tags, Integer> counts = new HashMap<>();
        Map<Tags, Double> ages = new HashMap<>();
        for (ServedModel served : models.all()) {
            counts.put(Tags.of("model", served.id()), 0);
            ages.put(Tags.of("model", served.id()), 0.0);
        }
        for (Row row : database.run("""
                select page.model, count(*)::int as pages,
                       extract(epoch from now() - min(job.created_at))::float8 as seconds
                from page join job on job.id = page.job where page.state = 'WAITING' group by page.model""", Tuple.tuple())) {
            Tags model = Tags.of("model", row.getString("model"));
            counts.put(model, row.getInteger("pages"));
            ages.put(model, row.getDouble("seconds"));
        }
        pages.tell(counts);
        age.tell(ages);
    }
}
