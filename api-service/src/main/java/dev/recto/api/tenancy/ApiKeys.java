package dev.recto.api.tenancy;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** API keys in the database, by their hash. */
@Singleton
final class ApiKeys {
    /** What the bootstrap key belongs to; the same on every pod. */
    static final UUID DEFAULT_ORGANISATION = UUID.fromString("00000000-0000-7000-8000-000000000001");

    static final UUID DEFAULT_PROJECT = UUID.fromString("00000000-0000-7000-8000-000000000002");

    private final Pool pool;

    ApiKeys(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<Caller>> find(String key) {
        byte[] hash = KeyHash.of(key);
        return pool.preparedQuery(
                        "select id, hash, organisation, project, administrator from api_key where hash = $1 and revoked_at is null")
                .execute(Tuple.of(Buffer.buffer(hash)))
                .map(rows -> first(rows, hash));
    }

    Uni<Void> bootstrap(String key, UUID id) {
        return pool.preparedQuery("""
                        insert into api_key (id, hash, organisation, project, name, administrator)
                        values ($1, $2, $3, $4, 'bootstrap', true) on conflict (hash) do nothing""")
                .execute(Tuple.of(id, Buffer.buffer(KeyHash.of(key)), DEFAULT_ORGANISATION, DEFAULT_PROJECT))
                .replaceWithVoid();
    }

    private static Optional<Caller> first(RowSet<Row> rows, byte[] hash) {
        for (Row row : rows) {
            if (KeyHash.same(row.getBuffer("hash").getBytes(), hash)) {
                return Optional.of(new Caller(
                        row.getUUID("id"),
                        row.getUUID("organisation"),
                        row.getUUID("project"),
                        row.getBoolean("administrator")));
            }
        }
        return Optional.empty();
    }
}
