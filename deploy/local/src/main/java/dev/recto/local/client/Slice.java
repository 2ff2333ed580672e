package dev.recto.local.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** So many bytes of a file, though it may grow meanwhile. */
record Slice(Path file, long start, long length) {
    /** @param listener hears how far in the file one has come, of {@code total} */
    InputStream open(ReadingListener listener, long total) {
        try {
            InputStream in = Files.newInputStream(file);
            in.skipNBytes(start);
            return new Counted(in, listener, total);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private final class Counted extends FilterInputStream {
        private final ReadingListener listener;
        private final long total;
        private long sent;

        Counted(InputStream in, ReadingListener listener, long total) {
            super(in);
            this.listener = listener;
            this.total = total;
        }

        @Override
        public int read(byte[] target, int offset, int wanted) throws IOException {
            int most = (int) Math.min(wanted, length - sent);
            int count = most == 0 ? -1 : super.read(target, offset, most);
            if (count > 0) {
                sent += count;
                listener.uploaded(start + sent, total);
            }
            return count;
        }
    }
}
