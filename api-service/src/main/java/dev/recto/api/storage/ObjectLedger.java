package dev.recto.api.storage;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.postgres.Pools;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps rows and bytes together though no transaction spans both.
 *
 * <p>INVARIANT: an object that no row speaks for is written down here before it comes to be so, and its bytes are deleted when it
 * is due, even if the process that began dies in between. A key is announced by one writer only, who alone stores bytes under it:
 * so a claim is about the bytes of whoever claims.
 */
@ApplicationScoped
public class ObjectLedger {
    /** Part of a larger statement: finds {@code object_key} exactly if the object, whose key is the parameter, is claimed. */
    private static final String CLAIM =
            "delete from unclaimed_object where object_key = %s and not condemned returning object_key";

    private static final String RELEASE = """
            insert into unclaimed_object (object_key, due_at) values (%s, %s)
            on conflict (object_key) do update set due_at = excluded.due_at""";

    private static final Duration SOON = Duration.ofMillis(500);

    private final Pools pools;
    private final StorageConfig config;

    ObjectLedger(Pools pools, StorageConfig config) {
        this.pools = pools;
        this.config = config;
    }

    /** To be called before the bytes are stored: they stay for {@link StorageConfig#unclaimedFor()} unless claimed. */
    public Uni<Void> announce(String key) {
        return announce(key, config.unclaimedFor());
    }

    /** The same of what is stored while it is written, for {@link StorageConfig#writtenWithin()}. */
    public Uni<Void> announceWriting(String key) {
        return announce(key, config.writtenWithin());
    }

    private Uni<Void> announce(String key, Duration stays) {
        return pools.execute(
                        "insert into unclaimed_object (object_key, due_at)"
                                + " values ($1, now() + $2 * interval '1 millisecond')",
                        Tuple.of(key, stays.toMillis()))
                .replaceWithVoid();
    }

    /** Whether its bytes are still given time to be claimed. */
    Uni<Boolean> awaits(String key) {
        return pools.execute(
                        "select from unclaimed_object where object_key = $1 and not condemned and due_at > now()",
                        Tuple.of(key))
                .map(found -> found.size() > 0);
    }

    /**
     * What was announced and came to nothing goes at once, or later if that can't be written down soon: somebody waits to learn why
     * it came to nothing. What somebody has claimed, unknown to the caller, stays.
     */
    public Uni<Void> discard(String key) {
        return pools.execute("update unclaimed_object set due_at = now() where object_key = $1", Tuple.of(key))
                .replaceWithVoid()
                .ifNoItem()
                .after(SOON)
                .fail()
                .onFailure()
                .recoverWithNull();
    }

    /** Within the Panache transaction that writes the row which speaks for the object; it fails if the bytes are no more. */
    public Uni<Void> claim(String key) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(claiming("?1"), String.class)
                        .setParameter(1, key)
                        .getResultList())
                .invoke(claimed -> require(!claimed.isEmpty()))
                .replaceWithVoid();
    }

    /** The same within a transaction of the reactive pg client. */
    public Uni<Void> claim(SqlClient transaction, String key) {
        return transaction
                .preparedQuery(claiming("$1"))
                .execute(Tuple.of(key))
                .invoke(claimed -> require(claimed.size() > 0))
                .replaceWithVoid();
    }

    /** The same as part of the statement that writes the row, which is to be written only if this finds the object. */
    public static String claiming(String parameter) {
        return CLAIM.formatted(parameter);
    }

    /** Fails where bytes could not be claimed: whoever stored them took longer than they are kept for nobody. */
    public static void require(boolean claimed) {
        if (!claimed) {
            throw new ApiException(ErrorCode.SERVICE_UNAVAILABLE, "Storing this took too long; it was not kept.")
                    .retryAfter(Duration.ofSeconds(1));
        }
    }

    /** Within the Panache transaction that deletes that row. A key that ends with a slash stands for all that begin so. */
    public Uni<Void> release(String key) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(RELEASE.formatted("?1", "?2"))
                        .setParameter(1, key)
                        .setParameter(2, Instant.now())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** The same within a transaction of the reactive pg client. */
    public Uni<Void> release(SqlClient transaction, String key) {
        return transaction
                .preparedQuery(RELEASE.formatted("$1", "now()"))
                .execute(Tuple.of(key))
                .replaceWithVoid();
    }
}
