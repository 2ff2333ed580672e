package dev.recto.charts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The embedded S3's bucket, whose objects are files. */
final class Bucket {
    private Bucket() {}

    /** Puts a snapshot and the list of its files there, and returns the list's digest. */
    static String store(Path snapshot, Path place) throws IOException, NoSuchAlgorithmException {
        Files.createDirectories(place);
        StringBuilder list = new StringBuilder();
        for (Path file : files(snapshot)) {
            Files.copy(file, place.resolve(file.getFileName()));
            list.append(digest(file)).append("  ").append(file.getFileName()).append('\n');
        }
        return "sha256:" + digest(Files.writeString(place.resolve("SHA256SUMS"), list));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String digest(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
