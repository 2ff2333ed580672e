package dev.recto.api.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Function;

/** Plain SQL for threads that may wait: virtual ones, or those of the queue. Each uses the pool of what it does. */
@Singleton
public class Database {
    private final Pools pools;

    Database(Pools pools) {
        this.pools = pools;
    }

    /** A client whose calls wait. */
    public record Sql(SqlClient client, Duration timeout) {
        public RowSet<Row> run(String statement, Tuple parameters) {
            return client.preparedQuery(statement).execute(parameters).await().atMost(timeout);
        }
    }

    /** One statement on its own. */
    public RowSet<Row> run(String statement, Tuple parameters) {
        return pools.execute(statement, parameters).await().atMost(pools.patience());
    }

    /** Commits when the work returns, rolls back when it throws. */
    public <T> T transaction(Function<Sql, T> work) {
        Duration timeout = pools.patience();
        SqlConnection connection = connect(timeout);
        try {
            Transaction transaction = connection.begin().await().atMost(timeout);
            T result;
            try {
                result = work.apply(new Sql(connection, timeout));
            } catch (RuntimeException | Error e) {
                // Not waited for: what went wrong is e, and what is behind on this connection waits anyway
                transaction.rollback().subscribe().with(done -> {}, alsoFailed -> {});
                throw e;
            }
            transaction.commit().await().atMost(timeout);
            return result;
        } finally {
            connection.closeAndForget();
        }
    }

    private SqlConnection connect(Duration timeout) {
        Uni<SqlConnection> opening = pools.current().getConnection().memoize().indefinitely();
        try {
            return opening.await().atMost(timeout);
        } catch (RuntimeException e) {
            // Nobody takes the one that comes now; the pool would miss it for good
            opening.subscribe().with(SqlConnection::closeAndForget, failure -> {});
            throw e;
        }
    }
}
