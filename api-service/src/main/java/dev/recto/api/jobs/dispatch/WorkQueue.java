package dev.recto.api.jobs.dispatch;

import dev.recto.api.postgres.Database;
import dev.recto.api.postgres.Database.Sql;
import java.util.List;
import java.util.Optional;

/** Rows that workers are to be told of. */
interface WorkQueue<T> {
    /** By which it is known. */
    String topic();

    /** To which its rows may be sent. */
    default List<String> topics() {
        return List.of(topic());
    }

    /** Rows that may be under way; none where nobody works. */
    int window();

    /** Whether any row waits, be there a place for it or not. */
    boolean anyWaits(Database database);

    /** Takes the queue for this transaction and marks as many of the rows that wait as may be under way; nothing where another pod has it. */
    Optional<List<Claim<T>>> claim(Sql sql, int window);

    /** The rows wait as if they had not been claimed. */
    void giveBack(Sql sql, List<T> tasks);
}
