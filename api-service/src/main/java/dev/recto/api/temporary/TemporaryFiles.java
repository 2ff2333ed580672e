package dev.recto.api.temporary;

import dev.recto.workspace.WorkDirectory;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The process's folder for documents on their way, which goes with the process or, if it is killed, when the next one starts.
 * Quarkus puts the files of forms there, too, as its configuration says.
 */
@Singleton
@Startup
public final class TemporaryFiles {
    static final String KIND = "recto-api";

    private final WorkDirectory directory;

    TemporaryFiles(TemporaryConfig config, @ConfigProperty(name = "quarkus.uuid") String name) throws IOException {
        Path parent = config.directory().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
        directory = WorkDirectory.claim(parent, KIND, name);
    }

    public Path directory() {
        return directory.path();
    }

    /** A new empty file. */
    public Path create() throws IOException {
        return Files.createFile(directory.newFile());
    }

    @PreDestroy
    void close() {
        directory.close();
    }
}
