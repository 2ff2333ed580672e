package dev.recto.api.files;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a file's id together with the time until which it may be read: {@code <key id>.<HMAC-SHA256, base64url>}.
 *
 * @param keys the first one signs, all of them verify
 */
record UrlSignature(List<SigningKey> keys) {
    enum Verdict {
        VALID,
        EXPIRED,
        /** Names one of our keys but is not its work. */
        FORGED,
        /** Names no key of ours: the work of another service, or nonsense. */
        FOREIGN
    }

    String sign(UUID file, long expires) {
        SigningKey key = keys.getFirst();
        return key.id() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac(key, file, expires));
    }

    Verdict verify(UUID file, long expires, String signature, Instant now) {
        int dot = signature.indexOf('.');
        Optional<SigningKey> key = keys.stream()
                .filter(known -> dot > 0 && known.id().equals(signature.substring(0, dot)))
                .findFirst();
        if (key.isEmpty()) {
            return Verdict.FOREIGN;
        }
        if (!MessageDigest.isEqual(mac(key.get(), file, expires), decode(signature.substring(dot + 1)))) {
            return Verdict.FORGED;
        }
        return now.getEpochSecond() < expires ? Verdict.VALID : Verdict.EXPIRED;
    }

    private static byte[] mac(SigningKey key, UUID file, long expires) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.secret(), "HmacSHA256"));
            return mac.doFinal((file + "\n" + expires).getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getUrlDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            return new byte[0];
        }
    }
}
