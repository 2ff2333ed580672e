package dev.recto.api.ocr.request;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;

/** Decodes base64 that comes in pieces, block by block: four characters stand for three bytes. */
final class Base64Sink {
    private final OutputStream out;
    private final long maxSize;
    private byte[] pending = new byte[1 << 13];
    private int length;
    private boolean padded;
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
                pending[length++] = b;
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
