package dev.recto.tools.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.function.Consumer;

/**
 * Copies a snapshot into a directory. INVARIANT: the directory is there with every file as its digest says, or not at all.
 *
 * @param digest of the list of files, and so of all of them
 * @param progress hears of each file that is there
 */
public record SnapshotFetch(SnapshotSource source, Sha256 digest, Consumer<String> progress) {
    private static final int MOST_OF_A_LIST = 1 << 20;
    private static final int BUFFER = 1 << 20;
    private static final int DIGITS = 12;

    /** Goes on with what an earlier try left beside the directory. */
    public void into(Path directory) throws IOException {
        if (Files.exists(directory)) {
            requireSame(directory);
            progress.accept(directory + " is there");
            return;
        }
        byte[] list = list();
        Path unfinished = directory.resolveSibling(
                directory.getFileName() + ".part-" + digest.hex().substring(0, DIGITS));
        for (SnapshotFiles.Entry entry :
                SnapshotFiles.parse(new String(list, StandardCharsets.UTF_8)).entries()) {
            fetch(entry, unfinished.resolve(entry.path()));
            progress.accept(entry.path());
        }
        Files.write(unfinished.resolve(SnapshotFiles.NAME), list);
        Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    private void requireSame(Path directory) throws IOException {
        Path list = directory.resolve(SnapshotFiles.NAME);
        if (!Files.exists(list) || !Sha256.of(Files.readAllBytes(list)).equals(digest)) {
            throw new FetchException(directory + " holds something else; name another directory or remove it");
        }
    }

    private byte[] list() throws IOException {
        try (InputStream in = source.open(SnapshotFiles.NAME, 0)) {
            byte[] list = in.readNBytes(MOST_OF_A_LIST);
            if (!Sha256.of(list).equals(digest)) {
                throw new FetchException(SnapshotFiles.NAME + " has not the digest that was asked for");
            }
            return list;
        }
    }

    private void fetch(SnapshotFiles.Entry entry, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        MessageDigest algorithm = Sha256.algorithm();
        Sha256 found;
        try (FileChannel out =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long kept = digestAll(out, algorithm);
            try (InputStream in = source.open(entry.path(), kept)) {
                append(in, out, algorithm);
            }
            out.force(true);
            found = Sha256.of(algorithm);
        }
        if (!found.equals(entry.digest())) {
            Files.delete(file);
            throw new FetchException(entry.path() + " has not the digest that " + SnapshotFiles.NAME + " says");
        }
    }

    /** Leaves the channel at its end, and returns where that is. */
    private static long digestAll(FileChannel file, MessageDigest algorithm) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (file.read(buffer) >= 0) {
            algorithm.update(buffer.flip());
            buffer.clear();
        }
        return file.position();
    }

    private static void append(InputStream in, FileChannel file, MessageDigest algorithm) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            algorithm.update(buffer, 0, n);
            for (ByteBuffer rest = ByteBuffer.wrap(buffer, 0, n); rest.hasRemaining(); ) {
                file.write(rest);
            }
        }
    }
}
