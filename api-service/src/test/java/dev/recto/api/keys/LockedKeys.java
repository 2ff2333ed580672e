package dev.recto.api.keys;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The keys' table, held by somebody else: whoever looks a key up waits until this is closed. */
public final class LockedKeys implements AutoCloseable {
    private final Connection connection;

    public LockedKeys(DataSource database) throws SQLException {
        connection = database.getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table api_key in access exclusive mode");
        }
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
        connection.close();
    }
}
