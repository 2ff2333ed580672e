package dev.recto.worker.document;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Stops writing when nobody waits any more. */
final class InterruptibleOutput extends FilterOutputStream {
    private final Runnable progress;

    /** @param progress is told of each piece that is written */
    InterruptibleOutput(OutputStream out, Runnable progress) {
        super(out);
        this.progress = progress;
    }

    @Override
    public void write(int b) throws IOException {
        Interruption.check();
        progress.run();
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Interruption.check();
        progress.run();
        out.write(bytes, offset, length);
    }
}
