package dev.recto.api.web.idempotency;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What makes two requests the same: SHA-256 over operation and contents, so that nothing of them is kept. */
public record Fingerprint(String hex) {
    /** @param parts null is a value of its own */
    public static Fingerprint of(String operation, @Nullable String... parts) {
        MessageDigest sha256 = sha256();
        add(sha256, operation);
        for (String part : parts) {
            add(sha256, part == null ? "\0" : part);
        }
        return new Fingerprint(hex(sha256));
    }

    public static Uni<Fingerprint> ofFile(String operation, Path file) {
        return Uni.createFrom()
                .item(Unchecked.supplier(() -> of(operation, hashOf(file))))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static String hashOf(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            Files.copy(file, out);
        }
        return hex(digest);
    }

    /** A digest for bytes of a request as they are read, to be a {@link #hex(MessageDigest) part} afterwards. */
    public static MessageDigest digest() {
        return sha256();
    }

    public static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Lengths keep neighbours apart. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
