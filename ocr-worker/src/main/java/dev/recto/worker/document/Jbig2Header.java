package dev.recto.worker.document;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** The sizes that a JBIG2 picture says of itself and its parts, for which its decoder sets memory aside at once. */
final class Jbig2Header {
    private static final int PAGE_INFORMATION = 48;
    private static final int END_OF_FILE = 51;

    /** From here on the decoder takes the number of references for a long one. */
    private static final int LONG_FORM = 5;

    private static final int MOST_REFERENCES = 1 << 16;

    /** Of a file by itself, which is none of a PDF's: the decoder would read what follows in another order. */
    private static final int FILE_HEADER = 0x974a4232;

    /** Of what a page or a region says of itself. */
    private static final int LEAST_BYTES = 17;

    /** Segments that are pictures: text, halftone, generic, refinement. */
    private static final Set<Integer> REGIONS = Set.of(4, 6, 7, 20, 22, 23, 36, 38, 39, 40, 42, 43);

    /** As large as the largest page, all together: each is drawn by itself, and then onto the page. */
    private static final int MOST_REGIONS = 4;

    /** Of a region, whose size was read. */
    private static final long UNKNOWN_LENGTH = 0xffff_ffffL - 2 * Integer.BYTES;

    private Jbig2Header() {}

    /** Where no size is found the decoder will not find one either. */
    static void check(InputStream encoded, DocumentLimits limits) throws IOException {
        try {
            checkSegments(new DataInputStream(new BufferedInputStream(encoded)), limits);
        } catch (EOFException damaged) {
            Interruption.check();
        }
    }

    private static void checkSegments(DataInputStream in, DocumentLimits limits) throws IOException {
        long drawn = 0;
        while (true) {
            int number = in.readInt();
            PictureHeaders.requireSound(number != FILE_HEADER);
            int flags = in.readUnsignedByte();
            long references = references(in);
            // With a sign, as the decoder compares them
            in.skipNBytes(references * (number <= 256 ? 1 : number <= 65536 ? 2 : 4));
            in.skipNBytes((flags & 0x40) == 0 ? 1 : 4);
            long length = in.readInt() & 0xffff_ffffL;
            int type = flags & 0x3f;
            if (type == END_OF_FILE) {
                return;
            }
            if (type == PAGE_INFORMATION || REGIONS.contains(type)) {
                PictureHeaders.requireSound(length >= LEAST_BYTES);
                long width = in.readInt() & 0xffff_ffffL;
                long height = height(in.readInt());
                limits.checkPixels(width, height);
                drawn += type == PAGE_INFORMATION ? 0 : width * height;
                PictureHeaders.requireModest(drawn / MOST_REGIONS <= limits.maxPixels());
                length -= 2 * Integer.BYTES;
            }
            if (length == UNKNOWN_LENGTH) {
                return;
            }
            in.skipNBytes(length);
        }
    }

    /** How many other segments one refers to. */
    private static long references(DataInputStream in) throws IOException {
        int first = in.readUnsignedByte();
        if (first >> 5 < LONG_FORM) {
            return first >> 5;
        }
        long count = (first & 0x1fL) << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
        PictureHeaders.requireModest(count <= MOST_REFERENCES);
        in.skipNBytes((count + Byte.SIZE) / Byte.SIZE);
        return count;
    }

    /** Unknown heights grow with the picture's stripes. */
    private static long height(int claimed) {
        return claimed == -1 ? 1 : claimed & 0xffff_ffffL;
    }
}
