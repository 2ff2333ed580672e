package dev.recto.api;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** A second organisation with a key of its own, to try what it must not see. */
@Singleton
public class OtherOrganisation {
    public static final String KEY = "key-of-strangers";
    public static final UUID ID = UUID.fromString("00000000-0000-7000-8000-0000000000a1");
    private static final UUID PROJECT = UUID.fromString("00000000-0000-7000-8000-0000000000a2");
    private static final UUID KEY_ID = UUID.fromString("00000000-0000-7000-8000-0000000000a3");

    void found(@Observes StartupEvent started, DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            insert(connection, "insert into organisation (id, name) values (?, 'strangers')", ID);
            insert(connection, "insert into project (id, organisation, name) values (?, ?, 'strangers')", PROJECT, ID);
            insert(
                    connection,
                    "insert into api_key (id, hash, organisation, project, name) values (?, ?, ?, ?, 'strangers')",
                    KEY_ID,
                    sha256(),
                    ID,
                    PROJECT);
        }
    }

    private static void insert(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql + " on conflict do nothing")) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    private static byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
