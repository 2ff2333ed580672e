package dev.recto.worker.document;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Stops writing when nobody waits any more. */
final class InterruptibleOutput extends FilterOutputStream {
    InterruptibleOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        Interruption.check();
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Interruption.check();
        out.write(bytes, offset, length);
    }
}
