package dev.recto.api.tenancy;

import dev.recto.api.postgres.Pools;
import dev.recto.model.Words;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** API keys in the database, by their hash. */
@Singleton
public class ApiKeyTable {
    /** What the bootstrap key belongs to; the same on every pod. */
    public static final UUID DEFAULT_ORGANISATION = UUID.fromString("00000000-0000-7000-8000-000000000001");

    static final UUID DEFAULT_PROJECT = UUID.fromString("00000000-0000-7000-8000-000000000002");

    private final Pools pools;

    ApiKeyTable(Pools pools) {
        this.pools = pools;
    }

    /** Expired keys are found, revoked ones are not. */
    Uni<Optional<ApiKey>> find(byte[] hash) {
        return pools.execute("""
                        select id, hash, organisation, project, administrator, scopes, expires_at
                        from api_key where hash = $1 and not person and revoked_at is null""", Tuple.of(Buffer.buffer(hash))).map(rows -> first(rows, hash));
    }

    /** The row of a person, made when it comes first; empty if it was revoked, or the organisation or project does not exist. */
    Uni<Optional<ApiKey>> admit(Person person, UUID id) {
        return pools.execute(
                        """
                        with home as (
                            select id, organisation from project
                            where organisation = $3 and ($4::uuid is null or id = $4) order by created_at, id limit 1),
                        made as (
                            insert into api_key (id, hash, organisation, project, name, scopes, person)
                            select $1, $2, organisation, id, $5, '{}', true from home
                            on conflict (hash) do nothing returning *)
                        select * from made
                        union all select * from api_key where hash = $2 and person and revoked_at is null""",
                        Tuple.of(
                                id,
                                Buffer.buffer(person.hash()),
                                person.organisation(),
                                person.project(),
                                person.name()))
                .map(rows -> first(rows, person.hash()));
    }

    Uni<Void> bootstrap(String key, UUID id) {
        return pools.execute("""
                        insert into api_key (id, hash, organisation, project, name, administrator)
                        values ($1, $2, $3, $4, 'bootstrap', true) on conflict (hash) do nothing""", Tuple.of(id, Buffer.buffer(KeyHash.of(key)), DEFAULT_ORGANISATION, DEFAULT_PROJECT))
                .replaceWithVoid();
    }

    /** Writes when keys were used, for those that were not used later. */
    Uni<Void> used(UUID[] ids, OffsetDateTime[] times) {
        return pools.execute("""
                        update api_key set last_used_at = used.at from unnest($1::uuid[], $2::timestamptz[]) as used (id, at)
                        where api_key.id = used.id and (last_used_at is null or last_used_at < used.at)""", Tuple.of(ids, times)).replaceWithVoid();
    }

    /** Forgets keys that could be told again until now. */
    public Uni<Void> forgetSealed(OffsetDateTime madeBefore) {
        return pools.execute(
                        "update api_key set sealed = null where sealed is not null and created_at < $1",
                        Tuple.of(madeBefore))
                .replaceWithVoid();
    }

    /** Without those that only a later version knows. */
    public static Set<Scope> scopes(Row row) {
        EnumSet<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String scope : row.getArrayOfStrings("scopes")) {
            Words.parse(Scope.class, scope).ifPresent(scopes::add);
        }
        if (row.getBoolean("administrator")) {
            scopes.add(Scope.ADMIN);
        }
        return scopes;
    }

    private static Optional<ApiKey> first(RowSet<Row> rows, byte[] hash) {
        for (Row row : rows) {
            if (KeyHash.same(row.getBuffer("hash").getBytes(), hash)) {
                return Optional.of(key(row));
            }
        }
        return Optional.empty();
    }

    private static ApiKey key(Row row) {
        Caller caller = new Caller(
                row.getUUID("id"),
                row.getUUID("organisation"),
                row.getUUID("project"),
                row.getBoolean("administrator"));
        OffsetDateTime expires = row.getOffsetDateTime("expires_at");
        return new ApiKey(caller, scopes(row), expires == null ? null : expires.toInstant());
    }
}
