package dev.recto.api.jobs.dispatch;

import dev.recto.api.metrics.Counted;
import dev.recto.api.metrics.Gauges;
import dev.recto.api.models.ServedModels;
import dev.recto.api.postgres.Database;
import dev.recto.model.ServedModel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** What waits, up to many, the same on every pod: {@code recto_pages_waiting} and {@code recto_pages_waiting_age_seconds}. */
@Singleton
class Backlog implements Gauges {
    private static final int MOST = 100_000;

    /** By model, in the order of the index. Of each organisation only the page that comes next is looked at for its age. */
    private static final String WAITING = """
            with recursive queued as (
                (select model from page_queue order by model limit 1)
                union all
                select (select model from page_queue where page_queue.model > queued.model order by model limit 1)
                from queued where queued.model is not null
            )
            select queued.model, counted.n, oldest.seconds
            from queued cross join lateral (
                select count(*)::int as n from (
                    select from page_queue where page_queue.model = queued.model and state = 'WAITING'
                    order by lane, organisation limit $1) counted
            ) counted cross join lateral (
                with recursive waiting as (
                    (select lane, organisation from page_queue where page_queue.model = queued.model and state = 'WAITING'
                     order by lane, organisation limit 1)
                    union all
                    select next.lane, next.organisation from waiting cross join lateral (
                        select lane, organisation from page_queue
                        where page_queue.model = queued.model and state = 'WAITING'
                          and (lane, organisation) > (waiting.lane, waiting.organisation)
                        order by lane, organisation limit 1) next
                )
                select extract(epoch from now() - min(job.created_at))::float8 as seconds
                from waiting cross join lateral (
                    select page_queue.job from page_queue
                    where page_queue.model = queued.model and state = 'WAITING'
                      and lane = waiting.lane and organisation = waiting.organisation
                    order by turn, page_queue.job limit 1) next join job on job.id = next.job
            ) oldest
            where queued.model is not null""";

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
        for (Row row : database.run(WAITING, Tuple.of(MOST))) {
            Tags model = Tags.of("model", row.getString("model"));
            Double seconds = row.getDouble("seconds");
            counts.put(model, row.getInteger("n"));
            ages.put(model, seconds == null ? 0 : seconds);
        }
        pages.tell(counts);
        age.tell(ages);
    }
}
