package dev.recto.worker.document;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The size that a JPEG 2000 or JBIG2 picture says of itself, for which its decoder sets memory aside at once. */
final class PictureHeader {
    private static final int CODESTREAM_WITH_SIZE = 0xff4fff51;
    private static final int PAGE_INFORMATION = 48;

    private PictureHeader() {}

    /** Where no size is found the decoder will not find one either. */
    static void check(InputStream encoded, boolean jpeg2000, DocumentLimits limits) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(encoded));
        try {
            if (jpeg2000) {
                checkCodestream(in, limits);
            } else {
                checkSegments(in, limits);
            }
        } catch (EOFException damaged) {
            Interruption.check();
        }
    }

    private static void checkCodestream(DataInputStream in, DocumentLimits limits) throws IOException {
        int marker = in.readInt();
        while (marker != CODESTREAM_WITH_SIZE) {
            marker = marker << 8 | in.readUnsignedByte();
        }
        in.readInt();
        limits.checkPixels(in.readInt() & 0xffff_ffffL, in.readInt() & 0xffff_ffffL);
    }

    private static void checkSegments(DataInputStream in, DocumentLimits limits) throws IOException {
        while (true) {
            int number = in.readInt();
            int flags = in.readUnsignedByte();
            int references = in.readUnsignedByte() >> 5;
            if (references == 7) {
                return;
            }
            in.skipNBytes((long) references * (Integer.compareUnsigned(number, 256) <= 0 ? 1 : number < 65536 ? 2 : 4));
            in.skipNBytes((flags & 0x40) == 0 ? 1 : 4);
            long length = in.readInt() & 0xffff_ffffL;
            if ((flags & 0x3f) == PAGE_INFORMATION) {
                limits.checkPixels(in.readInt() & 0xffff_ffffL, height(in.readInt()));
                return;
            }
            in.skipNBytes(length);
        }
    }

    /** Unknown heights grow with the picture's stripes. */
    private static long height(int claimed) {
        return claimed == -1 ? 1 : claimed & 0xffff_ffffL;
    }
}
