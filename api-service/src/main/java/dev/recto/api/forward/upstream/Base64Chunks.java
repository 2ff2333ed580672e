package dev.recto.api.forward.upstream;

import java.util.Arrays;
import java.util.Base64;

/** Base64 of a stream, piece by piece. */
final class Base64Chunks {
    private static final int GROUP = 3;

    /** Bytes that do not make a group yet. */
    private byte[] rest = {};

    byte[] next(byte[] chunk) {
        byte[] bytes = Arrays.copyOf(rest, rest.length + chunk.length);
        System.arraycopy(chunk, 0, bytes, rest.length, chunk.length);
        int whole = bytes.length / GROUP * GROUP;
        rest = Arrays.copyOfRange(bytes, whole, bytes.length);
        return Base64.getEncoder().encode(Arrays.copyOf(bytes, whole));
    }

    byte[] last() {
        return Base64.getEncoder().encode(rest);
    }
}
