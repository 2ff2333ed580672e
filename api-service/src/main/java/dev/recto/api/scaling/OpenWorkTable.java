package dev.recto.api.scaling;

import dev.recto.api.background.Background;
import dev.recto.api.database.Pools;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Counts by the indexes that migration 64 made for it. A database that does not answer in time is a failure, never a zero. */
@Singleton
class OpenWorkTable {
    /** A million and more are the same to an autoscaler, so that asking never costs more than counting them. */
    static final String OF_ONE = """
            select (select count(*) from (select from page where model = $1 and state in ('WAITING', 'SENT')
                                          limit 1000000) as counted) as pages,
                   (select count(*) from (select from job where model = $1 and state in ('ACCEPTED', 'PROBING')
                                          limit 1000000) as counted) as documents""";

    static final String OF_EACH = """
            select model, sum(pages)::bigint as pages, sum(documents)::bigint as documents
            from (select model, count(*) as pages, 0 as documents
                  from page where state in ('WAITING', 'SENT') group by model
                  union all
                  select model, 0, count(*) from job where state in ('ACCEPTED', 'PROBING') group by model) as counted
            group by model""";

    private final Pools pools;
    private final Duration limit;

    OpenWorkTable(Pools pools, ScalingConfig config) {
        this.pools = pools;
        this.limit = config.timeout();
    }

    Uni<OpenWork> of(String model) {
        return count(OF_ONE, Tuple.of(model)).map(rows -> work(rows.iterator().next()));
    }

    /** Models without any work are missing. */
    Uni<Map<String, OpenWork>> ofEach() {
        return count(OF_EACH, Tuple.tuple()).map(rows -> {
            Map<String, OpenWork> models = new HashMap<>();
            rows.forEach(row -> models.put(row.getString("model"), work(row)));
            return models;
        });
    }

    /** Requests that use up their connections must not keep more workers from coming. */
    private Uni<RowSet<Row>> count(String statement, Tuple parameters) {
        return Background.call(() -> pools.execute(statement, parameters))
                .ifNoItem()
                .after(limit)
                .fail();
    }

    private static OpenWork work(Row row) {
        return new OpenWork(row.getLong("pages"), row.getLong("documents"));
    }
}
