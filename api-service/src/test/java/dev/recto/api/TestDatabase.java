package dev.recto.api;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.awaitility.Awaitility;

/** The service's own database, for what no client can see or do. */
@Singleton
public class TestDatabase {
    private final DataSource database;

    TestDatabase(DataSource database) {
        this.database = database;
    }

    /** @param from such as {@code job where ended_at is null} */
    public long count(String from) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + from)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The one value of the one row. */
    public String text(String query) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Makes the statistics tell of all that was done so far: a connection does so when it has been idle for ten seconds, or with its end. */
    public void completeStatistics() {
        execute("select pg_stat_force_next_flush()");
        String older = "pg_stat_activity where application_name = 'vertx-pg-client' and query not ilike 'listen%'"
                + " and backend_start < '" + text("select now()") + "'";
        Awaitility.await()
                .until(() ->
                        count(older + " and case state when 'idle' then pg_terminate_backend(pid) else true end") == 0);
    }

    public void execute(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
