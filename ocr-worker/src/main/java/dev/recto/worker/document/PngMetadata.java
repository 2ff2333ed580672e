package dev.recto.worker.document;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The chunks of a PNG that say how it is to be shown: pHYs and eXIf, which may stand behind the pixels. */
final class PngMetadata {
    private static final int SIGNATURE = 8;
    private static final int CHECKSUM = 4;
    private static final int SIZE_BYTES = 9;
    private static final int PER_METRE = 1;

    private PngMetadata() {}

    static PictureMetadata read(DataInputStream in) throws IOException {
        PictureMetadata found = PictureMetadata.NONE;
        try {
            in.skipNBytes(SIGNATURE);
            while (true) {
                int length = in.readInt();
                String type = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
                if (length < 0 || type.length() < 4 || type.equals("IEND")) {
                    return found;
                }
                if (type.equals("eXIf") && length <= ExifTags.MOST_BYTES) {
                    found = found.or(ExifTags.of(ByteBuffer.wrap(in.readNBytes(length))));
                    in.skipNBytes(CHECKSUM);
                } else if (type.equals("pHYs") && length == SIZE_BYTES) {
                    long across = Integer.toUnsignedLong(in.readInt());
                    long down = Integer.toUnsignedLong(in.readInt());
                    if (in.readByte() == PER_METRE) {
                        found = found.or(PictureMetadata.of(Density.perMetre(across, down)));
                    }
                    in.skipNBytes(CHECKSUM);
                } else {
                    in.skipNBytes((long) length + CHECKSUM);
                }
            }
        } catch (EOFException cutOff) {
            return found;
        }
    }
}
