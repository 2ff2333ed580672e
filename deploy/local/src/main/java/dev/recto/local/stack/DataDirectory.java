package dev.recto.local.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The directory that holds everything of one Recto: data, logs, the API key, and a lock against a second one. */
public final class DataDirectory implements AutoCloseable {
    private static final long NEEDED_BYTES = 512L << 20;

    private final Path path;
    private final boolean ephemeral;
    private @Nullable FileChannel lockFile;

    public DataDirectory(Path path, boolean ephemeral) {
        this.path = path;
        this.ephemeral = ephemeral;
    }

    /** Creates the directory for our eyes only and makes it ours until closed. */
    void claim() {
        try {
            createPrivately(path);
            createPrivately(logs());
            FileChannel channel = FileChannel.open(
                    path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new StackException(
                        "Another Recto is running on " + path + "; stop it, or choose another --data directory");
            }
            lockFile = channel;
            long free = Files.getFileStore(path).getUsableSpace();
            if (free < NEEDED_BYTES) {
                throw new StackException("The disk of %s is full: %d MB are free, %d MB are needed"
                        .formatted(path, free >> 20, NEEDED_BYTES >> 20));
            }
        } catch (IOException failure) {
            throw new StackException("Can't write to " + path + ": " + reason(failure));
        }
    }

    private static void createPrivately(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            if (directory.getParent() != null) {
                Files.createDirectories(directory.getParent());
            }
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private static String reason(IOException failure) {
        return failure.getClass()
                        .getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                        .replace(" Exception", "")
                + (failure.getMessage() == null ? "" : " (" + failure.getMessage() + ")");
    }

    Path path() {
        return path;
    }

    Path logs() {
        return path.resolve("logs");
    }

    /** The API key of this directory; made at the first call, whole or not at all. */
    public String key() throws IOException {
        Path file = path.resolve("key");
        if (existingKey().isEmpty()) {
            Path made = path.resolve("key.new");
            Files.deleteIfExists(made);
            Files.createFile(made, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(made, "recto-" + Secrets.word() + "\n");
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    /** The key, where a Recto was ever started here. */
    public Optional<String> existingKey() {
        return read("key").filter(key -> !key.isEmpty());
    }

    /** Where this directory's Recto listens or last listened. */
    public Optional<String> url() {
        return read("url");
    }

    void url(String url) throws IOException {
        Files.writeString(path.resolve("url"), url + "\n");
    }

    long postgresPid() throws IOException {
        return Long.parseLong(Files.readAllLines(path.resolve("postgres/postmaster.pid"))
                .getFirst()
                .strip());
    }

    private Optional<String> read(String name) {
        Path file = path.resolve(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException failure) {
            throw new StackException("Can't read " + file + ": " + reason(failure));
        }
    }

    @Override
    public void close() throws IOException {
        if (lockFile == null) {
            return;
        }
        if (ephemeral) {
            delete(path);
        }
        lockFile.close();
    }

    /** Deletes a directory with all that is in it. */
    public static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
