package dev.recto.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Room for a process's temporary files, which only its user may enter. INVARIANT: who lives holds the lock of its own directory,
 * and the system lets go of it when the process dies, however it does; so what was left behind is known, and deleted by the next
 * one that claims. A directory bears its name only once it is locked, so that nobody takes a new one for left behind.
 */
public final class WorkDirectory implements AutoCloseable {
    private static final Logger LOG = System.getLogger(WorkDirectory.class.getName());

    /** Those of this process, which must not touch their locks: closing any channel to a locked file lets go of its lock. */
    private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path path;
    private final FileChannel lock;

    private WorkDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Makes a directory with a name of its own. */
    public static WorkDirectory claim(Path parent, String kind) throws IOException {
        return claim(parent, kind, UUID.randomUUID().toString());
    }

    /**
     * Makes the directory {@code kind-name} in the parent, where those of other processes and users lie, too, and deletes what
     * processes of the same user left behind of this kind.
     *
     * @param name that nobody else uses
     */
    public static synchronized WorkDirectory claim(Path parent, String kind, String name) throws IOException {
        Files.createDirectories(parent);
        Path made = Files.createTempDirectory(parent, "." + kind);
        FileChannel lock = FileChannel.open(lockOf(made), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        Path path = Files.move(made, parent.resolve(kind + "-" + name), StandardCopyOption.ATOMIC_MOVE);
        CLAIMED.add(path.toRealPath());
        deleteLeftovers(parent, kind, path);
        return new WorkDirectory(path, lock);
    }

    /** Made again if it is gone: what cleans shared folders takes what was not used for long. */
    public Path path() {
        if (!Files.isDirectory(path)) {
            try {
                Files.createDirectories(path, OWNER_ONLY);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return path;
    }

    /** Where a new file may be made. */
    public Path newFile() {
        return path().resolve(UUID.randomUUID().toString());
    }

    @Override
    public void close() {
        try (lock) {
            CLAIMED.remove(path.toRealPath());
            delete(path);
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "Temporary files stay behind: {0}",
                    e.getClass().getSimpleName());
        }
    }

    private static void deleteLeftovers(Path parent, String kind, Path own) throws IOException {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(parent, kind + "-*")) {
            for (Path directory : directories) {
                deleteIfLeft(directory, own);
            }
        }
    }

    private static void deleteIfLeft(Path directory, Path own) {
        try {
            if (!isOfTheSameUser(directory, own) || CLAIMED.contains(directory.toRealPath())) {
                return;
            }
            // One without a lock may have lost it to a cleaner, and live
            try (FileChannel channel = FileChannel.open(lockOf(directory), StandardOpenOption.WRITE)) {
                if (channel.tryLock() != null) {
                    delete(directory);
                }
            }
        } catch (NoSuchFileException | OverlappingFileLockException aliveOrGone) {
            return;
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "Temporary files stay behind: {0}",
                    e.getClass().getSimpleName());
        }
    }

    /** In a shared folder a link, or what another user has made, may lead to what others want deleted. */
    private static boolean isOfTheSameUser(Path directory, Path own) throws IOException {
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own));
    }

    /** The lock last: without it, nobody else would delete what is left of the others. */
    private static void delete(Path directory) throws IOException {
        Path lock = lockOf(directory);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, file -> !file.equals(lock))) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(lock);
        Files.deleteIfExists(directory);
    }

    private static Path lockOf(Path directory) {
        return directory.resolve("lock");
    }
}
