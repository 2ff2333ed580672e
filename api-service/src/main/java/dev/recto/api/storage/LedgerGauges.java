package dev.recto.api.storage;

import dev.recto.api.metrics.Counted;
import dev.recto.api.metrics.Gauges;
import dev.recto.api.postgres.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Map;

/** Bytes that ought to have been deleted, the same on every pod: {@code recto_ledger_due} and {@code recto_ledger_lag_seconds}. */
@Singleton
class LedgerGauges implements Gauges {
    private final Database database;
    private final Counted due;
    private final Counted lag;

    LedgerGauges(Database database, MeterRegistry registry) {
        this.database = database;
        due = new Counted(registry, "recto.ledger.due", "Entries of the ledger whose bytes are to be deleted now");
        lag = new Counted(registry, "recto.ledger.lag.seconds", "Since the first of them was due");
    }

    @Override
    public String name() {
        return "the ledger";
    }

    @Override
    public void count() {
        Row row = database.run("""
                        select count(*)::int as entries,
                               coalesce(extract(epoch from now() - min(due_at)), 0)::float8 as lag
                        from unclaimed_object where due_at <= now()""", Tuple.tuple()).iterator().next();
        due.tell(Map.of(Tags.empty(), row.getInteger("entries")));
        lag.tell(Map.of(Tags.empty(), row.getDouble("lag")));
    }
}
