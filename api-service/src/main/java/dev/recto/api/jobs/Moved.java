package dev.recto.api.jobs;

import io.vertx.mutiny.sqlclient.Row;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * A job that got on.
 *
 * @param waiter process in which somebody may wait for its end, if it is one
 * @param watchers processes in which somebody may wait for each of its steps
 */
public record Moved(UUID id, Set<UUID> waiter, Set<UUID> watchers) {
    /** @param row with the columns of the job of these names */
    public static Moved of(Row row) {
        UUID waiter = row.getUUID("waiter");
        UUID[] watchers = row.getArrayOfUUIDs("watchers");
        return new Moved(
                row.getUUID("id"),
                waiter == null ? Set.of() : Set.of(waiter),
                watchers == null ? Set.of() : Set.of(watchers));
    }

    Set<UUID> everybody() {
        Set<UUID> all = new HashSet<>(waiter);
        all.addAll(watchers);
        return all;
    }
}
