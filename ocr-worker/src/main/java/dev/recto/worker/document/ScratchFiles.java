package dev.recto.worker.document;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccess;
import org.apache.pdfbox.io.RandomAccessReadView;
import org.apache.pdfbox.io.RandomAccessStreamCache;

/** What of a PDF does not fit into memory; a disk that is full for it is no fault of the PDF's, see {@link FullDisk}. */
final class ScratchFiles implements RandomAccessStreamCache {
    private final RandomAccessStreamCache files;

    private ScratchFiles(RandomAccessStreamCache files) {
        this.files = files;
    }

    /** In the same folder as the document, with which they go. */
    static StreamCacheCreateFunction besides(Path file) {
        return () -> new ScratchFiles(MemoryUsageSetting.setupTempFileOnly()
                .setTempDir(file.resolveSibling("").toAbsolutePath().toFile())
                .streamCache
                .create());
    }

    @Override
    public RandomAccess createBuffer() throws IOException {
        return new Buffer(FullDisk.told(files::createBuffer));
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    /** Pages of it are written whenever another one is needed, be it to read. */
    private record Buffer(RandomAccess bytes) implements RandomAccess {
        @FunctionalInterface
        private interface Step {
            void run() throws IOException;
        }

        private static void told(Step step) throws IOException {
            FullDisk.told(() -> {
                step.run();
                return true;
            });
        }

        @Override
        public void write(int b) throws IOException {
            told(() -> bytes.write(b));
        }

        @Override
        public void write(byte[] all) throws IOException {
            told(() -> bytes.write(all));
        }

        @Override
        public void write(byte[] some, int offset, int length) throws IOException {
            told(() -> bytes.write(some, offset, length));
        }

        @Override
        public void clear() throws IOException {
            bytes.clear();
        }

        @Override
        public int read() throws IOException {
            return FullDisk.told(bytes::read);
        }

        @Override
        public int read(byte[] some, int offset, int length) throws IOException {
            return FullDisk.told(() -> bytes.read(some, offset, length));
        }

        @Override
        public void seek(long position) throws IOException {
            told(() -> bytes.seek(position));
        }

        @Override
        public long getPosition() throws IOException {
            return bytes.getPosition();
        }

        @Override
        public long length() throws IOException {
            return bytes.length();
        }

        @Override
        public boolean isEOF() throws IOException {
            return bytes.isEOF();
        }

        @Override
        public boolean isClosed() {
            return bytes.isClosed();
        }

        @Override
        public RandomAccessReadView createView(long start, long length) throws IOException {
            return bytes.createView(start, length);
        }

        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }
}
