package dev.recto.system.chaos;

import dev.recto.local.stack.LocalStack;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Asks PostgreSQL itself. */
record Rows(String url) {
    static Rows of(LocalStack stack) {
        return new Rows("jdbc:" + stack.parts().postgres() + "?connectTimeout=5&socketTimeout=30");
    }

    void run(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "postgres", "postgres");
                var running = connection.createStatement()) {
            running.execute(statement);
        }
    }

    /** The first column. */
    List<String> query(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "postgres", "postgres");
                var running = connection.createStatement();
                var found = running.executeQuery(statement)) {
            var values = new ArrayList<String>();
            while (found.next()) {
                values.add(found.getString(1));
            }
            return values;
        }
    }

    int count(String statement) throws SQLException {
        return Integer.parseInt(query(statement).getFirst());
    }
}
