package dev.recto.worker.version;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The program itself: what reads, and the libraries that it reads with. */
final class Build {
    private static final String LIBRARIES = "../lib/main";

    private Build() {}

    /** Adds its jar, and the names of its libraries, which have their versions in them; of a program that is no jar its version only. */
    static void addTo(VersionDigest digest) throws IOException {
        digest.option("quarkus.application.version");
        addTo(digest, jar(Build.class.getProtectionDomain().getCodeSource()));
    }

    static void addTo(VersionDigest digest, Optional<Path> jar) throws IOException {
        if (jar.isPresent()) {
            digest.files(jar.get());
            for (String library : libraries(jar.get().resolveSibling(LIBRARIES))) {
                digest.text(library);
            }
        }
    }

    private static List<String> libraries(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.map(jar -> jar.getFileName().toString()).sorted().toList();
        }
    }

    private static Optional<Path> jar(CodeSource source) {
        try {
            return source == null || source.getLocation() == null
                    ? Optional.empty()
                    : Optional.of(source.getLocation().toURI())
                            .filter(uri -> "file".equals(uri.getScheme()))
                            .map(Path::of)
                            .filter(Files::isRegularFile);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
