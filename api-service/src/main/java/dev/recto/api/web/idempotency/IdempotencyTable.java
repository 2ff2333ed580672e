package dev.recto.api.web.idempotency;

import dev.recto.api.postgres.Pools;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests that carried a key. */
@Singleton
class IdempotencyTable {
    private final Pools pools;
    private final IdempotencyConfig config;

    record Id(UUID project, String key) {}

    /** @param holder of the one who carries the request out, unlike any other's */
    record Claim(Id id, UUID holder) {}

    /**
     * @param answer null while the request runs
     * @param subject null for a request whose answer is kept instead
     */
    record Entry(
            String fingerprint,
            @Nullable String answer,
            @Nullable UUID subject) {}

    IdempotencyTable(Pools pools, IdempotencyConfig config) {
        this.pools = pools;
        this.config = config;
    }

    /** Whether the request is to be carried out under this claim: it is the first, or the one before was lost. */
    Uni<Boolean> begin(Claim claim, Fingerprint request) {
        return execute(
                        """
                        insert into idempotency (project, idempotency_key, fingerprint, holder, locked_until)
                        values ($1, $2, $3, $4, now() + $5 * interval '1 second')
                        on conflict (project, idempotency_key) do update
                        set holder = excluded.holder, created_at = now(), locked_until = excluded.locked_until
                        where idempotency.answer is null
                          and idempotency.fingerprint = excluded.fingerprint
                          and idempotency.locked_until < now()
                        """,
                        Tuple.of(
                                claim.id().project(),
                                claim.id().key(),
                                request.hex(),
                                claim.holder(),
                                seconds(config.lease())))
                .map(rows -> rows.rowCount() == 1);
    }

    /** None for longer than a request may take. */
    Uni<Void> renew(List<Claim> claims) {
        return execute(
                        """
                        update idempotency
                        set locked_until = least(now() + $4 * interval '1 second', created_at + $5 * interval '1 second')
                        from unnest($1::uuid[], $2::text[], $3::uuid[]) as held (project, key, holder)
                        where idempotency.project = held.project and idempotency_key = held.key
                          and idempotency.holder = held.holder and answer is null
                        """,
                        Tuple.tuple()
                                .addArrayOfUUID(claims.stream()
                                        .map(each -> each.id().project())
                                        .toArray(UUID[]::new))
                                .addArrayOfString(claims.stream()
                                        .map(each -> each.id().key())
                                        .toArray(String[]::new))
                                .addArrayOfUUID(
                                        claims.stream().map(Claim::holder).toArray(UUID[]::new))
                                .addDouble(seconds(config.lease()))
                                .addDouble(seconds(config.lostAfter())))
                .replaceWithVoid();
    }

    /** Takes up the subject of the first such request, be it this one or an earlier one; another request only gets to see it. */
    Uni<Entry> take(Id id, Fingerprint request, UUID candidate) {
        return execute("""
                        insert into idempotency (project, idempotency_key, fingerprint, subject, locked_until)
                        values ($1, $2, $3, $4, now())
                        on conflict (project, idempotency_key) do update
                        set takers = idempotency.takers + (idempotency.fingerprint = excluded.fingerprint)::int
                        returning fingerprint, answer::text as answer, subject
                        """, Tuple.of(id.project(), id.key(), request.hex(), candidate))
                .map(rows -> entry(rows.iterator().next()));
    }

    /** Undoes a taking. The entry goes with the last one who had it: whoever still has the subject may yet make something of it. */
    Uni<Void> giveBack(Id id, UUID subject) {
        Tuple key = Tuple.of(id.project(), id.key(), subject);
        return execute(
                        "update idempotency set takers = takers - 1"
                                + " where project = $1 and idempotency_key = $2 and subject = $3",
                        key)
                .flatMap(counted -> execute(
                        "delete from idempotency"
                                + " where project = $1 and idempotency_key = $2 and subject = $3 and takers = 0",
                        key))
                .replaceWithVoid();
    }

    /** Within a Panache transaction: keeps the answer, unless another one has taken over. */
    Uni<Boolean> finish(Claim claim, String answer) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(
                                "update idempotency set answer = cast(cast(?4 as text) as jsonb)"
                                        + " where project = ?1 and idempotency_key = ?2 and holder = ?3 and answer is null")
                        .setParameter(1, claim.id().project())
                        .setParameter(2, claim.id().key())
                        .setParameter(3, claim.holder())
                        .setParameter(4, answer)
                        .executeUpdate())
                .map(changed -> changed == 1);
    }

    /** Frees the key, unless another one has taken over. */
    Uni<Void> forget(Claim claim) {
        return execute(
                        "delete from idempotency"
                                + " where project = $1 and idempotency_key = $2 and holder = $3 and answer is null",
                        Tuple.of(claim.id().project(), claim.id().key(), claim.holder()))
                .replaceWithVoid();
    }

    Uni<Optional<Entry>> find(Id id) {
        return execute(
                        "select fingerprint, answer::text as answer, subject from idempotency"
                                + " where project = $1 and idempotency_key = $2",
                        Tuple.of(id.project(), id.key()))
                .map(rows -> rows.iterator().hasNext()
                        ? Optional.of(entry(rows.iterator().next()))
                        : Optional.empty());
    }

    Uni<Void> sweep() {
        return execute(
                        "delete from idempotency where created_at < now() - $1 * interval '1 second'",
                        Tuple.of(seconds(config.keepFor())))
                .replaceWithVoid();
    }

    private Uni<RowSet<Row>> execute(String sql, Tuple parameters) {
        return pools.execute(sql, parameters);
    }

    private static Entry entry(Row row) {
        return new Entry(row.getString("fingerprint"), row.getString("answer"), row.getUUID("subject"));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
