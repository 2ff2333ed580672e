package dev.recto.parts;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How to start some parts in one child process.
 *
 * @param data directory with one subdirectory per part
 * @param cache where PostgreSQL's binaries are unpacked, once
 * @param durable whether data survive the process (and a power cut); if not, they are deleted at its end
 * @param securedBroker whether the broker speaks TLS, and serves only clients with the password of {@link #configuration()}
 * @param largestGroup how many members the broker allows a share group
 */
public record PartsCommand(
        Path data,
        Path cache,
        boolean durable,
        PartsAddresses addresses,
        Set<PartKind> parts,
        boolean securedBroker,
        int largestGroup) {
    /** As many as Kafka knows. */
    private static final int LARGEST_GROUP = 1_000;

    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xss512k",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.net.preferIPv4Stack=true",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");

    public PartsCommand {
        data = data.toAbsolutePath();
        cache = cache.toAbsolutePath();
        parts = Set.copyOf(parts);
    }

    public PartsCommand(Path data, Path cache, boolean durable, PartsAddresses addresses, Set<PartKind> parts) {
        this(data, cache, durable, addresses, parts, false, LARGEST_GROUP);
    }

    public PartsCommand secured() {
        return new PartsCommand(data, cache, durable, addresses, parts, true, largestGroup);
    }

    public PartsCommand withLargestGroup(int members) {
        return new PartsCommand(data, cache, durable, addresses, parts, securedBroker, members);
    }

    /** The configuration that makes a service use these parts. */
    public Map<String, String> configuration() {
        Map<String, String> configuration = new HashMap<>(addresses.configuration());
        if (securedBroker) {
            configuration.putAll(KafkaSecurity.clientConfiguration(data.resolve(PartKind.KAFKA.directory())));
        }
        return configuration;
    }

    /** Where a machine's user keeps what can be made again. */
    public static Path userCache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path caches = xdg == null || xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        Path existing = caches;
        while (!Files.exists(existing)) {
            existing = existing.resolveSibling("..").normalize();
        }
        return Files.isWritable(existing)
                ? caches.resolve("recto")
                : Path.of(System.getProperty("java.io.tmpdir"), "recto-" + System.getProperty("user.name"));
    }

    /** The command line of the child; {@code maxHeap} as in -Xmx. */
    public List<String> line(String maxHeap) {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(JVM_OPTIONS);
        line.add("-Xmx" + maxHeap);
        line.addAll(List.of("-cp", classPath(), Attached.class.getName(), PartsMain.class.getName()));
        line.add(data.toString());
        line.add(cache.toString());
        line.add(Boolean.toString(durable));
        line.add(Boolean.toString(securedBroker));
        line.add(Integer.toString(largestGroup));
        for (PartKind part : PartKind.values()) {
            line.add(Integer.toString(addresses.port(part)));
        }
        parts.forEach(part -> line.add(part.name()));
        return line;
    }

    static PartsCommand parse(List<String> arguments) {
        return new PartsCommand(
                Path.of(arguments.get(0)),
                Path.of(arguments.get(1)),
                Boolean.parseBoolean(arguments.get(2)),
                new PartsAddresses(
                        Integer.parseInt(arguments.get(5)),
                        Integer.parseInt(arguments.get(6)),
                        Integer.parseInt(arguments.get(7))),
                parts(arguments.subList(8, arguments.size())),
                Boolean.parseBoolean(arguments.get(3)),
                Integer.parseInt(arguments.get(4)));
    }

    private static Set<PartKind> parts(Collection<String> names) {
        var parts = EnumSet.noneOf(PartKind.class);
        names.forEach(name -> parts.add(PartKind.valueOf(name)));
        return parts;
    }

    /** This module's classes or jar, and its libraries, which the build lays beside them. */
    static String classPath() {
        Path here = here();
        return here + File.pathSeparator + here.resolveSibling("lib").resolve("*");
    }

    private static Path here() {
        try {
            return Path.of(PartsCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
