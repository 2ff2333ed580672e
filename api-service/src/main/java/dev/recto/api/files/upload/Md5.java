package dev.recto.api.files.upload;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The MD5 sum of bytes that pass. Who subscribes again begins again. */
final class Md5 {
    private volatile MessageDigest digest = create();

    Multi<Buffer> pass(Multi<Buffer> bytes) {
        return Multi.createFrom().deferred(() -> {
            MessageDigest fresh = create();
            digest = fresh;
            return bytes.invoke(chunk -> fresh.update(chunk.getBytes()));
        });
    }

    /** Of the last pass, after its end, in lower-case hex. */
    String finish() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest create() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
