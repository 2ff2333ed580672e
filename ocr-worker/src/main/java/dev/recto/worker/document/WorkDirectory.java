package dev.recto.worker.document;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Room for a process's temporary files. INVARIANT: who lives holds the lock of its own directory, and the system lets go of it
 * when the process dies, however it does; so what was left behind is known, and deleted by the next one that claims.
 */
final class WorkDirectory implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(WorkDirectory.class);
    private static final String PREFIX = "recto-documents";

    private final Path path;
    private final FileChannel lock;

    private WorkDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Makes a directory in this one, where those of others lie, too. */
    static synchronized WorkDirectory claim(Path parent) throws IOException {
        Files.createDirectories(parent);
        // Between the making of a directory and its locking nobody else may look.
        try (FileChannel gate = open(parent.resolve(PREFIX + ".lock"));
                var held = gate.lock()) {
            deleteLeftovers(parent);
            Path path = Files.createTempDirectory(parent, PREFIX);
            FileChannel lock = open(lockOf(path));
            lock.lock();
            return new WorkDirectory(path, lock);
        }
    }

    /** Where a new file may be made. */
    Path newFile() {
        return path.resolve(UUID.randomUUID().toString());
    }

    @Override
    public void close() {
        try (lock) {
            delete(path);
        } catch (IOException e) {
            LOG.warnf("Temporary files stay behind: %s", e.getClass().getSimpleName());
        }
    }

    private static void deleteLeftovers(Path parent) throws IOException {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path directory : directories) {
                // A link is none of ours: in a shared folder it may lead to what others want deleted
                if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                    deleteIfLeft(directory);
                }
            }
        }
    }

    private static void deleteIfLeft(Path directory) {
        try (FileChannel channel = open(lockOf(directory))) {
            if (channel.tryLock() != null) {
                delete(directory);
            }
        } catch (OverlappingFileLockException ofThisProcess) {
            LOG.debug("This process has a directory already");
        } catch (IOException e) {
            LOG.debugf("A directory is not ours to delete: %s", e.getClass().getSimpleName());
        }
    }

    private static void delete(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    private static Path lockOf(Path directory) {
        return directory.resolve("lock");
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
