package dev.recto.api.storage;

import dev.recto.api.background.Outage;
import dev.recto.api.database.Transactions;
import dev.recto.api.fault.ApiException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Keeps rows and bytes together though no transaction spans both.
 *
 * <p>INVARIANT: an object that no row speaks for is written down here before it comes to be so, and its bytes are deleted when it
 * is due, even if the process that began dies in between.
 */
@ApplicationScoped
public class ObjectLedger {
    private static final int BATCH = 100;
    /** What can't be deleted stands behind the others for that long. */
    private static final Duration AGAIN_IN = Duration.ofMinutes(10);

    private final Transactions transactions;
    private final ObjectStore objects;
    private final StorageConfig config;
    private final Outage deleting = new Outage("deleting unclaimed objects");

    ObjectLedger(Transactions transactions, ObjectStore objects, StorageConfig config) {
        this.transactions = transactions;
        this.objects = objects;
        this.config = config;
    }

    /** To be called before the bytes are stored: they stay for {@link StorageConfig#unclaimedFor()} unless claimed. */
    public Uni<Void> announce(String key) {
        return transactions.run(() -> write(key, Instant.now().plus(config.unclaimedFor())));
    }

    /** Within the transaction that writes the row which speaks for the object. */
    public Uni<Void> claim(String key) {
        return update("delete from unclaimed_object where object_key = ?1", key);
    }

    /** Within the transaction that deletes that row. */
    public Uni<Void> release(String key) {
        return write(key, Instant.now());
    }

    /** The same within a transaction of the reactive pg client. */
    public Uni<Void> claim(SqlClient transaction, String key) {
        return transaction
                .preparedQuery("delete from unclaimed_object where object_key = $1")
                .execute(Tuple.of(key))
                .replaceWithVoid();
    }

    /** The same within a transaction of the reactive pg client. */
    public Uni<Void> release(SqlClient transaction, String key) {
        return transaction
                .preparedQuery("insert into unclaimed_object (object_key, due_at) values ($1, now())"
                        + " on conflict (object_key) do update set due_at = excluded.due_at")
                .execute(Tuple.of(key))
                .replaceWithVoid();
    }

    /** Deletes the bytes of what is due; several instances share the work. */
    @Scheduled(every = "${recto.storage.sweep-every:30s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return transactions
                .run(() -> due().flatMap(this::deleteEach))
                .flatMap(tried -> tried == BATCH ? sweep() : Uni.createFrom().voidItem());
    }

    private Uni<List<String>> due() {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery("""
                                select object_key from unclaimed_object where due_at <= ?1
                                order by due_at limit ?2 for update skip locked
                                """, String.class)
                        .setParameter(1, Instant.now())
                        .setParameter(2, BATCH)
                        .getResultList());
    }

    /** @return how many were tried; one that can't be deleted keeps none of the others, unless the store is away */
    private Uni<Integer> deleteEach(List<String> keys) {
        return Multi.createFrom()
                .iterable(keys)
                .onItem()
                .transformToUniAndConcatenate(key -> delete(key)
                        .call(deleted ->
                                deleted ? claim(key) : write(key, Instant.now().plus(AGAIN_IN))))
                .collect()
                .asList()
                .invoke(deleted -> {
                    if (!deleted.isEmpty() && !deleted.contains(false)) {
                        deleting.over();
                    }
                })
                .map(List::size);
    }

    private Uni<Boolean> delete(String key) {
        return objects.delete(key)
                .replaceWith(true)
                .onFailure()
                .invoke(deleting::failed)
                .onFailure(failure -> !(failure instanceof ApiException))
                .recoverWithItem(false);
    }

    private static Uni<Void> write(String key, Instant due) {
        return update("""
                insert into unclaimed_object (object_key, due_at) values (?1, ?2)
                on conflict (object_key) do update set due_at = excluded.due_at
                """, key, due);
    }

    private static Uni<Void> update(String sql, Object... parameters) {
        return Panache.getSession()
                .flatMap(session -> {
                    var query = session.createNativeQuery(sql);
                    for (int i = 0; i < parameters.length; i++) {
                        query.setParameter(i + 1, parameters[i]);
                    }
                    return query.executeUpdate();
                })
                .replaceWithVoid();
    }
}
