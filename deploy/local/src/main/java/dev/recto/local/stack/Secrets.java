package dev.recto.local.stack;

import java.security.SecureRandom;
import java.util.Base64;

/** Words that nobody can guess. */
final class Secrets {
    private static final int BYTES = 24;

    private Secrets() {}

    /** 32 characters that mean nothing in an address. */
    static String word() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
