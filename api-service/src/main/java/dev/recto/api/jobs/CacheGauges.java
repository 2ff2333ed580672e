package dev.recto.api.jobs;

import dev.recto.api.metrics.Counted;
import dev.recto.api.metrics.Gauges;
import dev.recto.api.postgres.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Map;

/** What the cache holds, the same on every pod: {@code recto_cache_entries} (pages) and {@code recto_cache_bytes} (of its tables). */
@Singleton
class CacheGauges implements Gauges {
    private final Database database;
    private final Counted entries;
    private final Counted bytes;

    CacheGauges(Database database, MeterRegistry registry) {
        this.database = database;
        entries = new Counted(registry, "recto.cache.entries", "Pages that are known");
        bytes = new Counted(registry, "recto.cache.bytes", "What the database keeps to know them");
    }

    @Override
    public String name() {
        return "cache";
    }

    @Override
    public void count() {
        for (Row row : database.run("""
                select (select count(*) from cached_page) as entries,
                       pg_total_relation_size('cached_page') + pg_total_relation_size('cached_document') as bytes""", Tuple.tuple())) {
            entries.tell(Map.of(Tags.empty(), row.getLong("entries")));
            bytes.tell(Map.of(Tags.empty(), row.getLong("bytes")));
        }
    }
}
