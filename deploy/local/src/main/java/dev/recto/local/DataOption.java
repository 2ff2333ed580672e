package dev.recto.local;

import dev.recto.local.stack.DataDirectory;
import dev.recto.local.stack.Installation;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the data directory; shared by the commands that need one. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Directory of data, logs and the API key. Default: .recto beside the script.")
    private @Nullable Path directory;

    Path directory() {
        return directory != null ? directory : Installation.current().home().resolve(".recto");
    }

    /** This one where it is given, else that of the command before it. */
    DataOption or(DataOption before) {
        return directory != null ? this : before;
    }

    /** The key of the Recto that was started there, if any. */
    Optional<String> key() {
        return new DataDirectory(directory(), false).existingKey();
    }

    /** Where that Recto listens or listened last. */
    Optional<String> url() {
        return new DataDirectory(directory(), false).url();
    }
}
