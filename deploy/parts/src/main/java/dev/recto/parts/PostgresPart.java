package dev.recto.parts;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** PostgreSQL with its data in a directory; the binaries are unpacked once per machine. */
final class PostgresPart implements AutoCloseable {
    private static final Duration STARTUP = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;

    PostgresPart(Path data, Path cache, int port, boolean durable)
            throws IOException, SQLException, InterruptedException {
        stopLeftover(data);
        server = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(cache.toFile())
                .setPGStartupWait(STARTUP)
                .setRegisterShutdownHook(false)
                .setServerConfig("listen_addresses", PartsAddresses.HOST)
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "200")
                .setServerConfig("fsync", durable ? "on" : "off")
                .setServerConfig("synchronous_commit", durable ? "on" : "off")
                .start();
        createDatabase();
    }

    private void createDatabase() throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            try (var found = statement.executeQuery(
                    "SELECT 1 FROM pg_database WHERE datname = '" + PartsAddresses.DATABASE + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("CREATE DATABASE " + PartsAddresses.DATABASE);
        }
    }

    /** A server that outlived its killed parent still holds the directory; it is asked for a fast shutdown. */
    private static void stopLeftover(Path data) throws IOException, InterruptedException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        var leftover = ProcessHandle.of(pid)
                .filter(process -> process.info().command().orElse("").endsWith("/postgres"));
        if (leftover.isPresent()) {
            new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor();
            leftover.get().onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
