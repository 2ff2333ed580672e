package dev.recto.local.stack;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the built services lie. */
public record Installation(Path home) {
    /** System property that names the checkout; set by the launcher and by the build. */
    public static final String HOME_PROPERTY = "recto.home";

    public static Installation current() {
        String home = System.getProperty(HOME_PROPERTY);
        if (home == null) {
            throw new StackException(
                    "Start Recto with the ./recto script (system property " + HOME_PROPERTY + " is not set)");
        }
        return new Installation(Path.of(home).toAbsolutePath().normalize());
    }

    Path api() {
        return runner("api-service");
    }

    Path worker() {
        return runner("ocr-worker");
    }

    /** The Java that runs everything: the one that runs us. */
    public Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** The worker's own, and before it the tools'. */
    public String toolsClassPath() {
        Path worker = worker();
        return Stream.concat(
                        Stream.of(home.resolve("ocr-tools/target/tools/*")),
                        Stream.of("lib/main/*", "lib/boot/*", "app/*").map(worker::resolveSibling))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path runner(String module) {
        Path jar = home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new StackException(jar + " is missing; build it with ./mvnw package -DskipTests");
        }
        return jar;
    }
}
