package dev.recto.api.batch.result;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** What a line is written to first, since it may fail in the middle. Of one that is too long nothing is kept but that it is. */
final class TrialLine extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int limit;
    private boolean tooLong;

    TrialLine(int limit) {
        this.limit = limit;
    }

    void clear() {
        bytes.reset();
        tooLong = false;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        tooLong |= length > limit - bytes.size();
        if (!tooLong) {
            bytes.write(from, offset, length);
        }
    }

    boolean isWhole() {
        return !tooLong;
    }

    void copyTo(OutputStream out) throws IOException {
        bytes.writeTo(out);
    }
}
