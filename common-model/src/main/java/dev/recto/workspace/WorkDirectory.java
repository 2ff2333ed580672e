package dev.recto.workspace;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
        FileChannel lock = open(lockOf(made));
        lock.lock();
        Path path = Files.move(made, parent.resolve(kind + "-" + name), StandardCopyOption.ATOMIC_MOVE);
        CLAIMED.add(path.toRealPath());
        deleteLeftovers(parent, kind, path);
        return new WorkDirectory(path, lock);
    }

    public Path path() {
        return path;
    }

    /** Where a new file may be made. */
    public Path newFile() {
        return path.resolve(UUID.randomUUID().toString());
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
            try (FileChannel channel = open(lockOf(directory))) {
                if (channel.tryLock() != null) {
                    delete(directory);
                }
            }
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

    private static void delete(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }

    private static Path lockOf(Path directory) {
        return directory.resolve("lock");
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
