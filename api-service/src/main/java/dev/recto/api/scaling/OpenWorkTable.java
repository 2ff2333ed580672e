package dev.recto.api.scaling;

import dev.recto.api.background.Background;
import dev.recto.api.postgres.Pools;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Counts in the order of indexes, and never more than matters. A database that does not answer in time is a failure, never a zero. */
@Singleton
class OpenWorkTable {
    /** A hundred thousand and more are the same to an autoscaler, so that asking never costs more than counting them. */
    static final String COUNT = """
            select model,
                   (select count(*) from (select from page_queue where page_queue.model = asked.model
                                          order by state, lane limit 100000) as counted) as pages,
                   (select count(*) from (select from job where job.model = asked.model and state in ('ACCEPTED', 'PROBING')
                                          limit 100000) as counted) as documents
            from unnest($1::text[]) as asked (model)""";

    /** Goes from one model to the next, past the rows of each. */
    static final String BUSY = """
            with recursive busy (model) as (
                select least((select min(model) from page_queue),
                             (select min(model) from job where state in ('ACCEPTED', 'PROBING')))
                union all
                select least((select min(page_queue.model) from page_queue where page_queue.model > busy.model),
                             (select min(job.model) from job where state in ('ACCEPTED', 'PROBING') and job.model > busy.model))
                from busy where busy.model is not null
            )
            select model from busy where model is not null""";

    private final Pools pools;
    private final Duration limit;

    OpenWorkTable(Pools pools, ScalingConfig config) {
        this.pools = pools;
        this.limit = config.timeout();
    }

    Uni<OpenWork> of(String model) {
        return of(List.of(model)).map(work -> Objects.requireNonNull(work.get(model)));
    }

    Uni<Map<String, OpenWork>> of(Collection<String> models) {
        return run(COUNT, Tuple.tuple().addArrayOfString(models.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, OpenWork> work = new HashMap<>();
                    rows.forEach(row -> work.put(
                            row.getString("model"), new OpenWork(row.getLong("pages"), row.getLong("documents"))));
                    return work;
                });
    }

    /** Models with anything to be read, be they offered or not. */
    Uni<Set<String>> busy() {
        return run(BUSY, Tuple.tuple()).map(rows -> {
            Set<String> models = new HashSet<>();
            rows.forEach(row -> models.add(row.getString("model")));
            return models;
        });
    }

    /** Requests that use up their connections must not keep more workers from coming. */
    private Uni<RowSet<Row>> run(String statement, Tuple parameters) {
        return Background.call(() -> pools.execute(statement, parameters))
                .ifNoItem()
                .after(limit)
                .fail();
    }
}
