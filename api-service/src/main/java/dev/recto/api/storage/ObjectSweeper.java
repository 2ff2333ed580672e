package dev.recto.api.storage;

import dev.recto.api.background.Bell;
import dev.recto.api.background.Chore;
import dev.recto.api.background.Outage;
import dev.recto.api.fault.ApiException;
import dev.recto.api.postgres.Database;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes the bytes of what is due in the ledger; several instances share the work. First it is condemned, so that nobody claims
 * it any more; then, in no transaction, deleted; then taken out. Whoever dies in between leaves it to the next sweep.
 */
@Singleton
class ObjectSweeper implements Chore {
    private static final int BATCH = 100;
    private static final int AT_A_TIME = 8;
    /** For whoever has condemned; deleting twice does no harm. */
    private static final Duration LEASE = Duration.ofMinutes(2);
    /** What can't be deleted stands behind the others for that long. */
    private static final Duration AGAIN_IN = Duration.ofMinutes(10);

    private final Database database;
    private final Deletions objects;
    private final Bell bell;
    private final Outage deleting = new Outage("deleting unclaimed objects");

    private record Tried(String key, boolean deleted) {}

    ObjectSweeper(Database database, Deletions objects, StorageConfig config) {
        this.database = database;
        this.objects = objects;
        this.bell = new Bell("unclaimed objects", config.sweepEvery(), this::sweep);
        bell.ring();
    }

    @Override
    public List<Bell> bells() {
        return List.of(bell);
    }

    /** One that can't be deleted keeps none of the others, unless the store or the database is away. */
    void sweep() {
        if (deleteAll()) {
            deleting.over();
        }
    }

    /** @return whether all could be deleted */
    private boolean deleteAll() {
        boolean all = true;
        List<String> due;
        do {
            due = condemn();
            List<String> deleted = new ArrayList<>();
            List<String> kept = new ArrayList<>();
            delete(due).forEach(each -> (each.deleted() ? deleted : kept).add(each.key()));
            forget(deleted);
            postpone(kept);
            all &= kept.isEmpty();
        } while (due.size() == BATCH);
        return all;
    }

    private List<Tried> delete(List<String> keys) {
        return Multi.createFrom()
                .iterable(keys)
                .onItem()
                .transformToUni(this::delete)
                .merge(AT_A_TIME)
                .collect()
                .asList()
                .await()
                .atMost(LEASE);
    }

    private Uni<Tried> delete(String key) {
        Uni<Void> deletion = key.endsWith("/") ? objects.deleteAll(key) : objects.delete(key);
        return deletion.replaceWith(new Tried(key, true))
                .onFailure(failure -> !(failure instanceof ApiException))
                .recoverWithItem(refused -> {
                    deleting.failed(refused);
                    return new Tried(key, false);
                });
    }

    private List<String> condemn() {
        List<String> keys = new ArrayList<>();
        database.run("""
                        update unclaimed_object set condemned = true, due_at = now() + $1 * interval '1 millisecond'
                        where object_key in (
                            select object_key from unclaimed_object where due_at <= now()
                            order by due_at limit $2 for update skip locked)
                        returning object_key""", Tuple.of(LEASE.toMillis(), BATCH)).forEach(row -> keys.add(row.getString("object_key")));
        return keys;
    }

    private void forget(List<String> keys) {
        run("delete from unclaimed_object where object_key = any($1)", keys);
    }

    private void postpone(List<String> keys) {
        run(
                "update unclaimed_object set due_at = now() + interval '" + AGAIN_IN.toSeconds()
                        + " seconds' where object_key = any($1)",
                keys);
    }

    private void run(String statement, List<String> keys) {
        if (!keys.isEmpty()) {
            database.run(statement, Tuple.tuple().addArrayOfString(keys.toArray(String[]::new)));
        }
    }
}
