package dev.recto.worker.document;

import dev.recto.model.DocumentKind;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a camera was held (EXIF tag 0x0112). Metadata that make no sense say nothing. */
final class Exif {
    private static final int ORIENTATION = 0x0112;
    private static final int START_OF_SCAN = 0xda;
    private static final int APP1 = 0xe1;
    private static final int RIFF_HEADER = 12;
    private static final int MAX_BYTES = 1 << 20;
    private static final byte[] MAGIC = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    private Exif() {}

    static Orientation orientation(DocumentKind kind, Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            return switch (kind) {
                case JPEG -> ofJpeg(in);
                case PNG -> ofPng(in);
                case WEBP -> ofWebp(in);
                case PDF, TIFF, GIF, JPEG2000, BMP -> Orientation.NORMAL;
            };
        } catch (EOFException e) {
            return Orientation.NORMAL;
        }
    }

    private static Orientation ofJpeg(DataInputStream in) throws IOException {
        in.readUnsignedShort();
        while (in.readUnsignedByte() == 0xff) {
            int marker = in.readUnsignedByte();
            while (marker == 0xff) {
                marker = in.readUnsignedByte();
            }
            if (marker == START_OF_SCAN) {
                return Orientation.NORMAL;
            }
            int length = in.readUnsignedShort() - 2;
            if (length < 0) {
                return Orientation.NORMAL;
            }
            byte[] segment = in.readNBytes(length);
            if (marker == APP1 && startsWithExif(segment)) {
                return ofTiff(ByteBuffer.wrap(segment, MAGIC.length, segment.length - MAGIC.length)
                        .slice());
            }
        }
        return Orientation.NORMAL;
    }

    private static Orientation ofPng(DataInputStream in) throws IOException {
        in.readLong();
        while (true) {
            int length = in.readInt();
            String type = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
            if (length < 0 || type.length() < 4 || type.equals("IEND")) {
                return Orientation.NORMAL;
            }
            if (type.equals("eXIf") && length <= MAX_BYTES) {
                return ofTiff(ByteBuffer.wrap(in.readNBytes(length)));
            }
            in.skipNBytes(length + 4L);
        }
    }

    /** Chunks behind the header of a RIFF file, each filled up to an even length. */
    private static Orientation ofWebp(DataInputStream in) throws IOException {
        in.skipNBytes(RIFF_HEADER);
        while (true) {
            String type = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
            int length = Integer.reverseBytes(in.readInt());
            if (length < 0) {
                return Orientation.NORMAL;
            }
            if (type.equals("EXIF") && length <= MAX_BYTES) {
                byte[] chunk = in.readNBytes(length);
                int skipped = startsWithExif(chunk) ? MAGIC.length : 0;
                return ofTiff(
                        ByteBuffer.wrap(chunk, skipped, chunk.length - skipped).slice());
            }
            in.skipNBytes(length + (length & 1L));
        }
    }

    private static boolean startsWithExif(byte[] segment) {
        return segment.length > MAGIC.length
                && ByteBuffer.wrap(segment, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    /** Looks through the first directory of a TIFF structure. */
    private static Orientation ofTiff(ByteBuffer tiff) {
        if (tiff.remaining() < 8) {
            return Orientation.NORMAL;
        }
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) {
            return Orientation.NORMAL;
        }
        int entries = tiff.getShort(directory) & 0xffff;
        for (int i = 0, at = directory + 2; i < entries && at + 12 <= tiff.limit(); i++, at += 12) {
            if ((tiff.getShort(at) & 0xffff) == ORIENTATION) {
                int value = tiff.getShort(at + 8) & 0xffff;
                return value >= 1 && value <= Orientation.values().length
                        ? Orientation.values()[value - 1]
                        : Orientation.NORMAL;
            }
        }
        return Orientation.NORMAL;
    }
}
