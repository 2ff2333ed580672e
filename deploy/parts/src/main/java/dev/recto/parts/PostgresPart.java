package dev.recto.parts;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL with its data in a directory; the binaries are unpacked once per machine. The server detaches itself from this
 * process, which ends when the server dies, so that whoever watches it hears of that.
 */
final class PostgresPart implements AutoCloseable {
    private static final Duration STARTUP = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;
    private final ProcessHandle process;
    private final CompletableFuture<Void> watch;

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
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .setServerConfig("fsync", durable ? "on" : "off")
                .setServerConfig("synchronous_commit", durable ? "on" : "off")
                .start();
        createDatabase();
        process = server(data).orElseThrow();
        watch = process.onExit().thenRun(PostgresPart::endWithServer);
    }

    private static void endWithServer() {
        System.err.println("PostgreSQL has ended");
        System.exit(1);
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

    /**
     * A server that outlived its killed parent still holds the directory; it is asked for a fast shutdown. Where it is gone, the
     * number it left may by now be another process', for which PostgreSQL would refuse to start.
     */
    private static void stopLeftover(Path data) throws IOException, InterruptedException {
        var leftover = server(data);
        if (leftover.isPresent()) {
            new ProcessBuilder("kill", "-INT", Long.toString(leftover.get().pid()))
                    .start()
                    .waitFor();
            leftover.get().onExit().orTimeout(10, TimeUnit.SECONDS).join();
        } else {
            Files.deleteIfExists(pidFile(data));
        }
    }

    private static Optional<ProcessHandle> server(Path data) throws IOException {
        var server = pid(data)
                .flatMap(ProcessHandle::of)
                .filter(process -> process.info().command().orElse("").endsWith("/postgres"));
        return server.isPresent() && worksIn(server.get().pid(), data) ? server : Optional.empty();
    }

    /** None, too, where a full disk kept it from being written. */
    private static Optional<Long> pid(Path data) throws IOException {
        if (!Files.exists(pidFile(data))) {
            return Optional.empty();
        }
        return Files.readAllLines(pidFile(data)).stream()
                .limit(1)
                .map(String::strip)
                .filter(line -> line.matches("\\d{1,9}"))
                .map(Long::valueOf)
                .findFirst();
    }

    /** A server's working directory is its data, which Linux tells. */
    private static boolean worksIn(long pid, Path data) throws IOException {
        Path directory = Path.of("/proc/" + pid + "/cwd");
        return !Files.exists(directory) || Files.isSameFile(directory, data);
    }

    private static Path pidFile(Path data) {
        return data.resolve("postmaster.pid");
    }

    @Override
    public void close() throws IOException {
        watch.cancel(false);
        if (process.isAlive()) {
            server.close();
        }
    }
}
