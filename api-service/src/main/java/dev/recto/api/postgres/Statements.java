package dev.recto.api.postgres;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** Runs statements and waits for them: each on its own, or all in one transaction. */
public interface Statements {
    RowSet<Row> run(String statement, Tuple parameters);

    /** For what must not happen unless what was run is committed, nor twice where it is tried again. */
    void afterCommit(Runnable action);
}
