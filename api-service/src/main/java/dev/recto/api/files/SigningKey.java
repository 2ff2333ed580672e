package dev.recto.api.files;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A secret that signs URLs, and the name that it has in them. */
@SuppressWarnings("ArrayRecordComponent") // keys are never compared
record SigningKey(String id, byte[] secret) {
    private static final int MIN_LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    SigningKey {
        if (!id.matches("[A-Za-z0-9_-]{1,32}")) {
            throw new IllegalArgumentException("recto.files.signing-keys: an id has 1 to 32 letters, digits, - and _");
        }
        if (secret.length < MIN_LENGTH) {
            throw new IllegalArgumentException(
                    "recto.files.signing-keys: a secret has at least " + MIN_LENGTH + " characters");
        }
    }

    static SigningKey of(FilesConfig.SigningKeyConfig config) {
        return new SigningKey(config.id(), config.secret().getBytes(StandardCharsets.UTF_8));
    }

    static SigningKey random() {
        byte[] id = new byte[4];
        byte[] secret = new byte[MIN_LENGTH];
        RANDOM.nextBytes(id);
        RANDOM.nextBytes(secret);
        return new SigningKey(HexFormat.of().formatHex(id), secret);
    }
}
