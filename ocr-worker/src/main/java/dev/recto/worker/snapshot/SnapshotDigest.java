package dev.recto.worker.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells snapshots apart without reading gigabytes: SHA-256 over config.json and, for each weight file, its size, its time of
 * change and 64 samples of 4 KiB spread evenly from its start, which holds the header, to its end.
 */
public final class SnapshotDigest {
    private static final int SAMPLES = 64;
    private static final int SAMPLE = 4096;

    private SnapshotDigest() {}

    /** @param layout what else the digest stands for */
    public static String of(Snapshot snapshot, byte[] layout) throws IOException {
        MessageDigest digest = sha256();
        digest.update(layout);
        digest.update(Files.readAllBytes(snapshot.config().file()));
        for (Path file : snapshot.files()) {
            add(digest, file);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private static void add(MessageDigest digest, Path file) throws IOException {
        long size = Files.size(file);
        digest.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(size)
                .putLong(Files.getLastModifiedTime(file).toMillis())
                .flip());
        ByteBuffer sample = ByteBuffer.allocate(SAMPLE);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (int i = 0; i < SAMPLES; i++) {
                long position = Math.max(0, size - SAMPLE) * i / (SAMPLES - 1);
                sample.clear();
                while (sample.hasRemaining() && channel.read(sample, position + sample.position()) >= 0) {
                    continue;
                }
                digest.update(sample.flip());
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
