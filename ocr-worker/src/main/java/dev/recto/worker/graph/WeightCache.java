package dev.recto.worker.graph;

import dev.recto.worker.snapshot.Snapshot;
import dev.recto.worker.snapshot.SnapshotDigest;
import dev.recto.workspace.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Keeps converted and rearranged weights on disk, one safetensors file per snapshot and layout, and deletes those that nobody uses, the
 * longest unused first, when there are too many. A file gets its name only when it is complete and on the disk, so whatever bears
 * the name can be used. Whoever uses a file, in whatever process, has a work directory that says so for as long as it lives.
 *
 * @param mostBytes of all files; what is in use may take more
 */
public record WeightCache(Path directory, long mostBytes) {
    public static final long DEFAULT_BYTES = 16L << 30;

    private static final Logger LOG = Logger.getLogger(WeightCache.class);
    private static final String SUFFIX = ".safetensors";
    private static final String USE = "use-";

    /** The right to use a file. */
    public record Lease(Path file, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    /** The file with these parameters, written now if it does not exist yet. */
    public Lease lease(Snapshot snapshot, List<Parameter> parameters) {
        WeightsFile content = new WeightsFile(parameters);
        try {
            String digest = SnapshotDigest.of(snapshot, content.header());
            Path file = directory.resolve(digest + SUFFIX);
            if (Files.exists(file) && !Files.isWritable(directory)) {
                return new Lease(file, () -> {});
            }
            Files.createDirectories(directory);
            WorkDirectory use = claim(digest, content);
            try {
                prepare(file, content);
                return new Lease(file, use::close);
            } catch (IOException | RuntimeException | Error e) {
                use.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the weight cache cannot be written", e);
        }
    }

    private void prepare(Path file, WeightsFile content) throws IOException {
        if (Files.exists(file)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return;
        }
        try (WorkDirectory unfinished = WorkDirectory.claim(directory, "unfinished")) {
            Path part = unfinished.newFile();
            content.write(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** INVARIANT: nobody claims a file while another one looks whether it is in use. */
    private WorkDirectory claim(String digest, WeightsFile content) throws IOException {
        synchronized (WeightCache.class) {
            try (FileChannel channel = FileChannel.open(
                            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                WorkDirectory use = WorkDirectory.claim(directory, USE + digest);
                try {
                    makeRoom(Files.exists(directory.resolve(digest + SUFFIX)) ? 0 : content.bytes());
                    return use;
                } catch (IOException | RuntimeException | Error e) {
                    use.close();
                    throw e;
                }
            }
        }
    }

    private record Kept(Path file, long bytes, FileTime lastUsed) {}

    private void makeRoom(long bytes) throws IOException {
        List<Kept> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : found) {
                files.add(new Kept(file, Files.size(file), Files.getLastModifiedTime(file)));
            }
        }
        files.sort(Comparator.comparing(Kept::lastUsed));
        long all = bytes + files.stream().mapToLong(Kept::bytes).sum();
        for (Kept kept : files) {
            if (all > mostBytes && !inUse(kept.file())) {
                Files.delete(kept.file());
                all -= kept.bytes();
                LOG.infof("Converted weights of %d MB were deleted, last used %s", kept.bytes() >> 20, kept.lastUsed());
            }
        }
    }

    /** Claiming deletes what users have left behind that are no more. */
    private boolean inUse(Path file) throws IOException {
        String use = USE + file.getFileName().toString().replace(SUFFIX, "");
        try (WorkDirectory own = WorkDirectory.claim(directory, use);
                DirectoryStream<Path> users = Files.newDirectoryStream(directory, use + "-*")) {
            for (Path user : users) {
                if (!user.equals(own.path())) {
                    return true;
                }
            }
            return false;
        }
    }
}
