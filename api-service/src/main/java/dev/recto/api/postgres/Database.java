package dev.recto.api.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Plain SQL for threads that may wait: virtual ones, or those of the queue. Each uses the pool of what it does. */
@Singleton
public class Database implements Statements {
    private final Pools pools;

    Database(Pools pools) {
        this.pools = pools;
    }

    /** A transaction's client, whose calls wait. */
    public static final class Sql implements Statements {
        private final SqlClient client;
        private final Duration timeout;
        private final List<Runnable> afterCommit = new ArrayList<>();

        private Sql(SqlClient client, Duration timeout) {
            this.client = client;
            this.timeout = timeout;
        }

        public SqlClient client() {
            return client;
        }

        public Duration timeout() {
            return timeout;
        }

        @Override
        public RowSet<Row> run(String statement, Tuple parameters) {
            return client.preparedQuery(statement).execute(parameters).await().atMost(timeout);
        }

        @Override
        public void afterCommit(Runnable action) {
            afterCommit.add(action);
        }
    }

    /** One statement on its own. */
    @Override
    public RowSet<Row> run(String statement, Tuple parameters) {
        return pools.execute(statement, parameters).await().atMost(pools.patience());
    }

    /** What was run is committed. */
    @Override
    public void afterCommit(Runnable action) {
        action.run();
    }

    /** Commits when the work returns, rolls back when it throws. */
    public <T> T transaction(Function<Sql, T> work) {
        Duration timeout = pools.patience();
        SqlConnection connection = connect(timeout);
        try {
            Transaction transaction = connection.begin().await().atMost(timeout);
            Sql sql = new Sql(connection, timeout);
            T result;
            try {
                result = work.apply(sql);
            } catch (RuntimeException | Error e) {
                // Not waited for: what went wrong is e, and what is behind on this connection waits anyway
                transaction.rollback().subscribe().with(done -> {}, alsoFailed -> {});
                throw e;
            }
            transaction.commit().await().atMost(timeout);
            sql.afterCommit.forEach(Runnable::run);
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
