package dev.recto.api.webhook.delivery;

import dev.recto.api.metrics.Counted;
import dev.recto.api.metrics.Gauges;
import dev.recto.api.postgres.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Deliveries that have not ended, the same on every pod: {@code recto_webhook_waiting}, {@code recto_webhook_waiting_age_seconds} (since
 * the oldest of what is to be told happened), {@code recto_webhook_lag_seconds} (since the first was due and nobody sent it).
 */
@Singleton
class DeliveryGauges implements Gauges {
    private static final int MOST = 100_000;

    private final Database database;
    private final Counted waiting;
    private final Counted age;
    private final Counted lag;

    DeliveryGauges(Database database, MeterRegistry registry) {
        this.database = database;
        waiting = new Counted(registry, "recto.webhook.waiting", "Deliveries that have not ended");
        age = new Counted(registry, "recto.webhook.waiting.age.seconds", "Since the oldest of them happened");
        lag = new Counted(registry, "recto.webhook.lag.seconds", "Since the first of them was due");
    }

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public void count() {
        Row row = database.run("""
                        select count(*)::int as n, coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as age,
                               greatest(coalesce(extract(epoch from now() - min(due_at)), 0), 0)::float8 as lag
                        from (select created_at, due_at from webhook_delivery where state = 'WAITING'
                              order by due_at limit $1) waiting""", Tuple.of(MOST)).iterator().next();
        waiting.tell(Map.of(Tags.empty(), row.getInteger("n")));
        age.tell(Map.of(Tags.empty(), row.getDouble("age")));
        lag.tell(Map.of(Tags.empty(), row.getDouble("lag")));
    }
}
