package dev.recto.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/** A Java runtime without what a server never uses, linked from the JDK that runs the build. */
final class JavaRuntime {
    private static final List<String> MODULES = List.of(
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

    /** Links it into the folder, unless that was done before. */
    static Path link(Path folder) throws IOException {
        if (Files.exists(folder.resolve("release"))) {
            return folder;
        }
        ToolProvider linker = ToolProvider.findFirst("jlink")
                .orElseThrow(() -> new IOException("The JDK that runs the build has no jlink"));
        int result = linker.run(
                System.out,
                System.err,
                "--add-modules",
                String.join(",", MODULES),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--compress=zip-6",
                "--output",
                folder.toString());
        if (result != 0) {
            throw new IOException("jlink failed: " + result);
        }
        return folder;
    }
}
