package dev.recto.worker.document;

import dev.recto.model.PageFault;
import dev.recto.worker.reader.PageFaultException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A JPEG on its way to a decoder, which makes room for as many pixels as it says itself, and goes over all of them once more for
 * each scan: some ten bytes each, of which a hostile file has a hundred thousand. Ordinary ones have up to twenty.
 */
final class JpegScans extends FilterInputStream {
    private static final int MOST = 100;
    /** Is read at once of a JPEG in another file. */
    private static final int PIECE = 1 << 13;

    private static final int MARKER = 0xff;
    private static final int FIRST_RESTART = 0xd0;
    private static final int END = 0xd9;
    private static final int START_OF_SCAN = 0xda;

    /** Depth, height, width. */
    private static final int BYTES_OF_SIZE = 5;

    private final DocumentLimits limits;
    private int last;
    private int lengthBytes;
    private int skipped;
    private int scans;
    private int sizeBytes;
    private int size;
    private long pixels;
    private boolean ended;

    JpegScans(InputStream jpeg, DocumentLimits limits) {
        super(jpeg);
        this.limits = limits;
    }

    /** Of a JPEG in another file, which its decoder takes as it is; it is followed to its end. */
    static long pixels(InputStream jpeg, DocumentLimits limits) throws IOException {
        JpegScans scans = new JpegScans(jpeg, limits);
        byte[] piece = new byte[PIECE];
        int read = 0;
        while (!scans.ended && read >= 0) {
            read = jpeg.read(piece);
            for (int i = 0; i < read && !scans.ended; i++) {
                scans.look(piece[i] & 0xff);
            }
        }
        return scans.pixels;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0) {
            look(read);
        }
        return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        Interruption.check();
        int read = super.read(bytes, from, length);
        for (int i = 0; i < read; i++) {
            look(bytes[from + i] & 0xff);
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        return readNBytes((int) Math.clamp(bytes, 0, 1 << 16)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void look(int next) {
        if (lengthBytes > 0) {
            skipped = skipped << 8 | next;
            if (--lengthBytes == 0) {
                skipped -= 2;
            }
        } else if (skipped > 0) {
            skipped--;
            if (sizeBytes > 0) {
                size = size << 8 | next;
                if (--sizeBytes == 0) {
                    int width = Math.max(1, size & 0xffff);
                    int height = Math.max(1, size >>> 16);
                    limits.checkPixels(width, height);
                    pixels = (long) width * height;
                }
            }
        } else if (last == MARKER && hasLength(next)) {
            if (next == START_OF_SCAN && ++scans > MOST) {
                throw new PageFaultException(PageFault.UNDRAWABLE);
            }
            sizeBytes = CmykJpeg.isFrame(next) ? BYTES_OF_SIZE : 0;
            lengthBytes = 2;
            skipped = 0;
            last = 0;
        } else {
            // One of tables alone may stand before it
            ended = last == MARKER && next == END && pixels > 0;
            last = next;
        }
    }

    private static boolean hasLength(int marker) {
        return marker > 1 && marker != MARKER && (marker < FIRST_RESTART || marker > END);
    }
}
