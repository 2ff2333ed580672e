package dev.recto.worker.document;

import dev.recto.worker.reader.PageNotTriedException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a file, and stops when nobody waits any more. A file that can't be written is no fault of the document that goes there. */
final class InterruptibleOutput extends FilterOutputStream {
    private final Runnable progress;

    private InterruptibleOutput(OutputStream out, Runnable progress) {
        super(out);
        this.progress = progress;
    }

    /** @param progress is told of each piece that is written */
    static InterruptibleOutput to(Path file, Runnable progress) {
        try {
            return new InterruptibleOutput(Files.newOutputStream(file), progress);
        } catch (IOException e) {
            throw new PageNotTriedException(e);
        }
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** Whatever keeps it from being written, see {@link FullDisk}. */
    @Override
    public void write(byte[] bytes, int offset, int length) {
        Interruption.check();
        progress.run();
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            Interruption.check();
            throw new PageNotTriedException(e);
        }
    }
}
