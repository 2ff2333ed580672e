package dev.recto.api.limits;

import dev.recto.api.postgres.Database;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToDoubleFunction;

/** A row per key that grows by a minute's allowance every minute, by the database's clock. */
@Singleton
class AllowanceTable implements SharedAllowances {
    private final Database database;
    private final LimitsConfig config;

    AllowanceTable(Database database, LimitsConfig config) {
        this.database = database;
        this.config = config;
    }

    /** In the order of the keys, so that two instances never wait for each other. */
    @Override
    public Map<UUID, Left> take(Map<UUID, Used> used) {
        List<Map.Entry<UUID, Used>> keys = new ArrayList<>(used.entrySet());
        Map<UUID, Left> left = new HashMap<>();
        for (Row row : database.run(
                """
                insert into key_allowance as known (api_key, requests, tokens, updated_at)
                select api_key, $4 - requests, $5 - tokens, clock_timestamp()
                from unnest($1::uuid[], $2::float8[], $3::float8[]) as used (api_key, requests, tokens) order by api_key
                on conflict (api_key) do update
                set requests = excluded.requests - $4::float8 + least($4::float8, known.requests + $4::float8 / 60
                        * greatest(0, extract(epoch from excluded.updated_at - known.updated_at)::float8)),
                    tokens = excluded.tokens - $5::float8 + least($5::float8, known.tokens + $5::float8 / 60
                        * greatest(0, extract(epoch from excluded.updated_at - known.updated_at)::float8)),
                    updated_at = greatest(known.updated_at, excluded.updated_at)
                returning api_key, requests, tokens""",
                Tuple.tuple()
                        .addArrayOfUUID(keys.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
                        .addArrayOfDouble(numbers(keys, Used::requests))
                        .addArrayOfDouble(numbers(keys, Used::tokens))
                        .addDouble((double) config.requestsPerMinute())
                        .addDouble((double) config.tokensPerMinute()))) {
            left.put(row.getUUID("api_key"), new Left(row.getDouble("requests"), row.getDouble("tokens")));
        }
        return left;
    }

    private static Double[] numbers(List<Map.Entry<UUID, Used>> keys, ToDoubleFunction<Used> number) {
        return keys.stream().map(key -> number.applyAsDouble(key.getValue())).toArray(Double[]::new);
    }
}
