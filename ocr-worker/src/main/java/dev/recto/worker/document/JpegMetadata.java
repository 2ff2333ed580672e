package dev.recto.worker.document;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The segments in front of a JPEG's pixels that say how it is to be shown (JFIF 1.02, EXIF 2.3). */
final class JpegMetadata {
    private static final int START_OF_SCAN = 0xda;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.US_ASCII);
    private static final int JFIF_BYTES = 12;
    private static final int PER_INCH = 1;
    private static final int PER_CENTIMETRE = 2;

    private JpegMetadata() {}

    static PictureMetadata read(DataInputStream in) throws IOException {
        PictureMetadata found = PictureMetadata.NONE;
        try {
            in.readUnsignedShort();
            while (in.readUnsignedByte() == 0xff) {
                int marker = in.readUnsignedByte();
                while (marker == 0xff) {
                    marker = in.readUnsignedByte();
                }
                if (marker == START_OF_SCAN) {
                    return found;
                }
                int length = in.readUnsignedShort() - 2;
                if (length < 0) {
                    return found;
                }
                ByteBuffer segment = ByteBuffer.wrap(in.readNBytes(length));
                if (marker == APP0 && PictureMetadata.startsWith(segment, JFIF)) {
                    found = found.or(jfif(segment));
                } else if (marker == APP1 && ExifTags.startIn(segment)) {
                    found = found.or(ExifTags.of(segment));
                }
            }
            return found;
        } catch (EOFException cutOff) {
            return found;
        }
    }

    private static PictureMetadata jfif(ByteBuffer segment) {
        if (segment.remaining() < JFIF_BYTES) {
            return PictureMetadata.NONE;
        }
        int across = segment.getShort(8) & 0xffff;
        int down = segment.getShort(10) & 0xffff;
        return switch (segment.get(7)) {
            case PER_INCH -> PictureMetadata.of(new Density(across, down));
            case PER_CENTIMETRE -> PictureMetadata.of(Density.perCentimetre(across, down));
            default -> PictureMetadata.NONE;
        };
    }
}
