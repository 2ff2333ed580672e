package dev.recto.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** A Java runtime without what a server never uses, linked from the JDK that runs the build. */
public final class JavaRuntime {
    private static final List<String> SERVICES = List.of(
            "java.se",
            "jdk.crypto.cryptoki",
            "jdk.jfr",
            "jdk.management",
            "jdk.naming.dns",
            "jdk.net",
            "jdk.security.auth",
            "jdk.unsupported",
            "jdk.zipfs");

    private JavaRuntime() {}

    /** For a service. */
    static Path link(Path folder) throws IOException {
        return link(folder, SERVICES, "zip-6");
    }

    /**
     * Links it into the folder, unless the same was done before.
     *
     * @param compression as {@code jlink} names it
     */
    public static Path link(Path folder, List<String> modules, String compression) throws IOException {
        Path done = folder.resolveSibling(folder.getFileName() + ".linked");
        List<String> arguments = arguments(folder, modules, compression);
        String what = Runtime.version() + " " + String.join(" ", arguments);
        if (Files.exists(done) && Files.readString(done).equals(what)) {
            return folder;
        }
        delete(folder);
        ToolProvider linker = ToolProvider.findFirst("jlink")
                .orElseThrow(() -> new IOException("The JDK that runs the build has no jlink"));
        int result = linker.run(System.out, System.err, arguments.toArray(String[]::new));
        if (result != 0) {
            throw new IOException("jlink failed: " + result);
        }
        Files.writeString(done, what);
        return folder;
    }

    private static List<String> arguments(Path folder, List<String> modules, String compression) {
        return List.of(
                "--add-modules",
                String.join(",", modules),
                // Its classes depend on what the linking process has loaded so far
                "--disable-plugin=generate-jli-classes",
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--compress=" + compression,
                "--output",
                folder.toString());
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
