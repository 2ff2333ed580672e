package dev.recto.api.database;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Function;

/** Plain SQL for threads that may wait: virtual ones, or those of the queue. */
@Singleton
public class Database {
    private final Pool pool;
    private final Duration timeout;

    Database(Pool pool, DatabaseConfig config) {
        this.pool = pool;
        this.timeout = config.statementTimeout();
    }

    /** A client whose calls wait. */
    public record Sql(SqlClient client, Duration timeout) {
        public RowSet<Row> run(String statement, Tuple parameters) {
            return client.preparedQuery(statement).execute(parameters).await().atMost(timeout);
        }
    }

    /** One statement on its own. */
    public RowSet<Row> run(String statement, Tuple parameters) {
        return new Sql(pool, timeout).run(statement, parameters);
    }

    /** Commits when the work returns, rolls back when it throws. */
    public <T> T transaction(Function<Sql, T> work) {
        SqlConnection connection = pool.getConnection().await().atMost(timeout);
        try {
            Transaction transaction = connection.begin().await().atMost(timeout);
            T result;
            try {
                result = work.apply(new Sql(connection, timeout));
            } catch (RuntimeException e) {
                transaction.rollback().onFailure().recoverWithNull().await().atMost(timeout);
                throw e;
            }
            transaction.commit().await().atMost(timeout);
            return result;
        } finally {
            connection.close().onFailure().recoverWithNull().await().atMost(timeout);
        }
    }
}
