package dev.recto.worker.document;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;

/**
 * What a JPEG 2000 picture says of its size and its parts, for which its decoder sets memory aside at once (ISO 15444-1, I). It is looked for where
 * the decoder looks for it, in a box of its own or at the beginning: any other box may have the same bytes in it.
 */
final class Jpeg2000Header {
    private static final int CODESTREAM = 0xff4f;
    private static final int SIGNATURE = box("jP  ");
    private static final int CODESTREAM_BOX = box("jp2c");

    /** Of other boxes, of which the decoder takes no notice. */
    private static final Set<Integer> OUTER_BOXES = Set.of(box("jp2h"), box("uinf"), box("res "));

    private static final int BOX_HEADER = 8;

    /** Of any other box: the decoder makes room for what it says. Profiles are a few megabytes. */
    private static final int MOST_BYTES = 1 << 24;

    private final CountedInput counted;
    private final DataInputStream in;
    private final DocumentLimits limits;
    private long pixels;

    private Jpeg2000Header(CountedInput counted, DocumentLimits limits) {
        this.counted = counted;
        this.in = new DataInputStream(counted);
        this.limits = limits;
    }

    /** @return its pixels; none where no size is found, for the decoder will not find one either */
    static long check(InputStream encoded, DocumentLimits limits) throws IOException {
        Jpeg2000Header header = new Jpeg2000Header(new CountedInput(new BufferedInputStream(encoded)), limits);
        try {
            header.read();
        } catch (EOFException damaged) {
            Interruption.check();
        }
        return header.pixels;
    }

    private void read() throws IOException {
        int first = in.readInt();
        if (first >>> Short.SIZE == CODESTREAM) {
            readCodestream(first, Long.MAX_VALUE);
        } else if (in.readInt() == SIGNATURE) {
            in.readInt();
            readBoxes();
        }
    }

    private void readBoxes() throws IOException {
        while (true) {
            long begin = counted.count();
            int length = in.readInt();
            int type = in.readInt();
            if (type == CODESTREAM_BOX) {
                long end = length == 0 ? Long.MAX_VALUE : begin + length;
                readCodestream(in.readInt(), end);
                if (length == 0) {
                    return;
                }
                long left = end - counted.count();
                PictureHeaders.requireSound(left >= 0);
                in.skipNBytes(left);
            } else if (length == 0 && !OUTER_BOXES.contains(type)) {
                // The last one, which goes on to the end, or what is behind it
                PictureHeaders.requireModest(in.transferTo(OutputStream.nullOutputStream()) <= MOST_BYTES);
                return;
            } else if (!OUTER_BOXES.contains(type)) {
                PictureHeaders.requireSound(length >= BOX_HEADER);
                PictureHeaders.requireModest(length <= MOST_BYTES);
                in.skipNBytes(length - BOX_HEADER);
            }
        }
    }

    private void readCodestream(int start, long end) throws IOException {
        Jpeg2000Codestream codestream = new Jpeg2000Codestream(counted, limits);
        try {
            codestream.read(start, end);
        } finally {
            pixels = Math.max(pixels, codestream.pixels());
        }
    }

    private static int box(String name) {
        return name.chars().reduce(0, (code, letter) -> code << Byte.SIZE | letter);
    }
}
