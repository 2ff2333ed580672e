package dev.recto.api.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What makes two requests the same: SHA-256 over operation and contents, so that nothing of them is kept. */
public record Fingerprint(String hex) {
    /** @param parts null is a value of its own */
    public static Fingerprint of(String operation, @Nullable Object... parts) {
        MessageDigest sha256 = sha256();
        add(sha256, operation);
        for (Object part : parts) {
            add(sha256, part == null ? "\0" : part.toString());
        }
        return new Fingerprint(HexFormat.of().formatHex(sha256.digest()));
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
