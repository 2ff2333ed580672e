package dev.recto.api.outage;

import dev.recto.api.PartsResource;
import dev.recto.parts.PartKind;
import dev.recto.parts.Parts;
import dev.recto.parts.PartsAddresses;
import dev.recto.parts.PartsCommand;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** PostgreSQL, S3, and a Kafka that asks its clients who they are, each of which can be frozen, killed and started again. */
public final class SeparateParts implements QuarkusTestResourceLifecycleManager {
    private final PartsAddresses addresses = PartsAddresses.free();
    private final Map<PartKind, Parts> running = new EnumMap<>(PartKind.class);
    private final Path data = directory();

    private static Path directory() {
        try {
            return Files.createTempDirectory("recto-separate-parts");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        Stream.of(PartKind.values()).parallel().forEach(this::start);
        Map<String, String> configuration =
                new HashMap<>(command(EnumSet.allOf(PartKind.class)).configuration());
        configuration.put("recto.tenancy.bootstrap-key", PartsResource.KEY);
        return configuration;
    }

    void start(PartKind part) {
        try {
            Parts started = Parts.start(command(Set.of(part)));
            synchronized (running) {
                running.put(part, started);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PartsCommand command(Set<PartKind> parts) {
        return new PartsCommand(data, PartsCommand.userCache(), true, addresses, parts).secured();
    }

    /** It takes connections but answers nothing. */
    void freeze(PartKind part) {
        signal("STOP", processes(part));
    }

    void thaw(PartKind part) {
        signal("CONT", processes(part));
    }

    /** Its processes end at once, and its port refuses connections. */
    void kill(PartKind part) {
        List<ProcessHandle> processes = processes(part);
        signal("KILL", processes);
        processes.forEach(process -> process.onExit().join());
    }

    private List<ProcessHandle> processes(PartKind part) {
        synchronized (running) {
            Parts parts = running.get(part);
            if (parts == null) {
                throw new IllegalStateException(part + " was never started");
            }
            Stream<ProcessHandle> server = part == PartKind.POSTGRES ? postgres() : Stream.empty();
            return Stream.concat(Stream.of(ProcessHandle.of(parts.pid()).orElseThrow()), server)
                    .toList();
        }
    }

    private Stream<ProcessHandle> postgres() {
        try {
            String pid = Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                    .getFirst()
                    .strip();
            ProcessHandle server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
            return Stream.concat(Stream.of(server), server.descendants());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(String name, List<ProcessHandle> processes) {
        try {
            Stream<String> pids = processes.stream().map(each -> Long.toString(each.pid()));
            new ProcessBuilder(
                            Stream.concat(Stream.of("kill", "-" + name), pids).toList())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void inject(TestInjector tests) {
        tests.injectIntoFields(this, new TestInjector.MatchesType(SeparateParts.class));
    }

    @Override
    public void stop() {
        running.values().forEach(Parts::close);
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
