package dev.recto.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsTest {
    @Test
    void dataSurviveAKillAndARestart(@TempDir Path data) throws Exception {
        var first = Parts.start(durable(data));
        createTable(first.addresses());
        createTopic(first.addresses());
        var killed = ProcessHandle.of(first.pid()).orElseThrow();
        killed.destroyForcibly();
        killed.onExit().get(10, TimeUnit.SECONDS);

        try (var second = Parts.start(durable(data))) {
            assertThat(tables(second.addresses())).isEqualTo(1);
            assertThat(topics(second.addresses())).contains("kept");
            assertThat(data.resolve("s3/recto")).isDirectory();
        }
    }

    @Test
    void theProcessEndsWithPostgres(@TempDir Path data) throws Exception {
        try (var parts = Parts.start(postgres(data))) {
            var process = ProcessHandle.of(parts.pid()).orElseThrow();
            var server =
                    Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst();
            assertThat(process.onExit()).failsWithin(1, TimeUnit.SECONDS);
            ProcessHandle.of(Long.parseLong(server)).orElseThrow().destroyForcibly();
            process.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    /** As a machine that crashed leaves it: the number of its PostgreSQL is another's since. */
    @Test
    void anotherPostgresIsLeftAlone(@TempDir Path mine, @TempDir Path other) throws Exception {
        try (var running = Parts.start(postgres(other))) {
            Parts.start(postgres(mine)).close();
            Path number = mine.resolve("postgres/postmaster.pid");
            Files.copy(other.resolve("postgres/postmaster.pid"), number);
            String server = Files.readAllLines(number).getFirst();

            Parts.start(postgres(mine)).close();

            assertThat(ProcessHandle.of(Long.parseLong(server)).orElseThrow().isAlive())
                    .isTrue();
            assertThat(ProcessHandle.of(running.pid()).orElseThrow().isAlive()).isTrue();

            Files.write(number, new byte[0]);
            Parts.start(postgres(mine)).close();
        }
    }

    private static PartsCommand postgres(Path data) {
        return new PartsCommand(
                data, PartsCommand.userCache(), true, PartsAddresses.free(), EnumSet.of(PartKind.POSTGRES));
    }

    @Test
    void ephemeralPartsLeaveNothing(@TempDir Path data) throws Exception {
        var addresses = PartsAddresses.free();
        var command = new PartsCommand(data, PartsCommand.userCache(), false, addresses, EnumSet.of(PartKind.S3));
        try (var parts = Parts.start(command)) {
            assertThat(FreePorts.isFree(PartsAddresses.HOST, addresses.s3Port()))
                    .isFalse();
            assertThat(FreePorts.isFree(PartsAddresses.HOST, addresses.kafkaPort()))
                    .isTrue();
        }
        assertThat(FreePorts.isFree(PartsAddresses.HOST, addresses.s3Port())).isTrue();
        assertThat(Files.exists(data)).isFalse();
    }

    private static PartsCommand durable(Path data) {
        return new PartsCommand(
                data, PartsCommand.userCache(), true, PartsAddresses.free(), EnumSet.allOf(PartKind.class));
    }

    private static void createTable(PartsAddresses addresses) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:" + addresses.postgres(), "postgres", "");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (id int)");
        }
    }

    private static int tables(PartsAddresses addresses) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:" + addresses.postgres(), "postgres", "");
                var statement = connection.createStatement();
                var count = statement.executeQuery("SELECT count(*) FROM pg_tables WHERE tablename = 'kept'")) {
            assertThat(count.next()).isTrue();
            return count.getInt(1);
        }
    }

    private static void createTopic(PartsAddresses addresses) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", addresses.kafka()))) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
        }
    }

    private static Iterable<String> topics(PartsAddresses addresses) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", addresses.kafka()))) {
            return admin.listTopics().names().get(20, TimeUnit.SECONDS);
        }
    }
}
