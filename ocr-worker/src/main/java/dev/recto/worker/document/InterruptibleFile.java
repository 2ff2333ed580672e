package dev.recto.worker.document;

import dev.recto.model.DocumentKind;
import java.io.File;
import java.io.IOException;
import javax.imageio.stream.FileImageInputStream;

/** A picture's file for its decoder, which asks for more of it as it goes on: it is told then that nobody waits any more. */
final class InterruptibleFile extends FileImageInputStream {
    /** So few bytes of a JPEG can be many passes over all of its pixels. */
    private static final int PIECE_OF_A_JPEG = 256;

    private static final int PIECE = 1 << 16;

    private final int piece;

    InterruptibleFile(File file, DocumentKind kind) throws IOException {
        super(file);
        piece = kind == DocumentKind.JPEG ? PIECE_OF_A_JPEG : PIECE;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        Interruption.check();
        return super.read(bytes, from, Math.min(length, piece));
    }
}
