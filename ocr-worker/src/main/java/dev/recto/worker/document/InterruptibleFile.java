package dev.recto.worker.document;

import java.io.File;
import java.io.IOException;
import javax.imageio.stream.FileImageInputStream;

/** A picture's file for its decoder, which asks for more of it as it goes on: it is told then that nobody waits any more. */
final class InterruptibleFile extends FileImageInputStream {
    /** A JPEG of so few bytes can be many passes over all of its pixels. */
    private static final int PIECE = 256;

    InterruptibleFile(File file) throws IOException {
        super(file);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        Interruption.check();
        return super.read(bytes, from, Math.min(length, PIECE));
    }
}
