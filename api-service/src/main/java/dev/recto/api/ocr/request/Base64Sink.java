package dev.recto.api.ocr.request;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;

/**
 * Decodes base64 that comes in pieces, block by block: four characters stand for three bytes. Two of its 64 are others in the alphabet for
 * URLs (RFC 4648); a text has one alphabet.
 */
final class Base64Sink {
    private enum Alphabet {
        EITHER,
        STANDARD,
        URL
    }

    private final OutputStream out;
    private final long maxSize;
    private byte[] pending = new byte[1 << 13];
    private int length;
    private boolean padded;
    private Alphabet alphabet = Alphabet.EITHER;
    private long size;

    Base64Sink(OutputStream out, long maxSize) {
        this.out = out;
        this.maxSize = maxSize;
    }

    void accept(byte[] buffer, int n) throws IOException {
        if (pending.length < length + n) {
            pending = Arrays.copyOf(pending, length + n);
        }
        for (int i = 0; i < n; i++) {
            byte b = buffer[i];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                pending[length++] = standard(b);
            }
        }
        decode(length - length % 4);
    }

    /** The last block may lack its padding. */
    void finish() throws IOException {
        decode(length);
    }

    long size() {
        return size;
    }

    private byte standard(byte b) {
        Alphabet used = switch (b) {
            case '+', '/' -> Alphabet.STANDARD;
            case '-', '_' -> Alphabet.URL;
            default -> alphabet;
        };
        if (used != alphabet && alphabet != Alphabet.EITHER) {
            throw new ApiException(ErrorCode.INVALID_BASE64);
        }
        alphabet = used;
        return switch (b) {
            case '-' -> '+';
            case '_' -> '/';
            default -> b;
        };
    }

    private void decode(int blocks) throws IOException {
        if (blocks == 0) {
            return;
        }
        if (padded) {
            throw new ApiException(ErrorCode.INVALID_BASE64);
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(Arrays.copyOf(pending, blocks));
            size += bytes.length;
            if (size > maxSize) {
                throw new ApiException(ErrorCode.DOCUMENT_TOO_LARGE);
            }
            out.write(bytes);
        } catch (IllegalArgumentException e) {
            throw new ApiException(ErrorCode.INVALID_BASE64);
        }
        padded = pending[blocks - 1] == '=';
        System.arraycopy(pending, blocks, pending, 0, length - blocks);
        length -= blocks;
    }
}
