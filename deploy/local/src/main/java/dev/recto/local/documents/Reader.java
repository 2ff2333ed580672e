package dev.recto.local.documents;

import dev.recto.local.client.ReadingListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Has a document read and writes what was read. */
public interface Reader {
    void read(Path file, OutputStream out, ReadingListener listener) throws IOException, InterruptedException;
}
