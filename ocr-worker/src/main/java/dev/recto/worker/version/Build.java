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
    private static final String OWN = "dev.recto.";

    private Build() {}

    /**
     * Adds its jar, those of its own libraries, the names of the others, which have their versions in them, and Java, which draws; of a program
     * that is no jar its version only.
     */
    static void addTo(VersionDigest digest) throws IOException {
        digest.option("quarkus.application.version");
        addTo(digest, jar(Build.class.getProtectionDomain().getCodeSource()));
    }

    static void addTo(VersionDigest digest, Optional<Path> jar) throws IOException {
        if (jar.isPresent()) {
            digest.files(jar.get()).text(Runtime.version().toString());
            for (Path library : libraries(jar.get().resolveSibling(LIBRARIES))) {
                String name = library.getFileName().toString();
                digest.text(name);
                if (name.startsWith(OWN)) {
                    digest.files(library);
                }
            }
        }
    }

    private static List<Path> libraries(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.sorted().toList();
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
