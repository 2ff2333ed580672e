package dev.recto.tools.fetch;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A SHA-256 digest, in lower-case hexadecimal digits. */
public record Sha256(String hex) {
    private static final String PREFIX = "sha256:";
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public Sha256 {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("a SHA-256 digest has 64 hexadecimal digits in lower case");
        }
    }

    /** As images are pinned, {@code sha256:} and the digits. */
    public static Sha256 parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a digest begins with " + PREFIX);
        }
        return new Sha256(text.substring(PREFIX.length()));
    }

    static Sha256 of(byte[] bytes) {
        return of(algorithm(), bytes);
    }

    /** Of everything that the algorithm has been fed, and of these bytes. */
    static Sha256 of(MessageDigest algorithm, byte... bytes) {
        return new Sha256(HexFormat.of().formatHex(algorithm.digest(bytes)));
    }

    static MessageDigest algorithm() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
