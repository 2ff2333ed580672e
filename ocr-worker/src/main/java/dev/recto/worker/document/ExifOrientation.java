package dev.recto.worker.document;

import dev.recto.model.DocumentKind;
import dev.recto.worker.image.RgbImage;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a camera was held (EXIF tag 0x0112), as the way from stored to shown pixels: transpose first, then mirror.
 * Metadata that makes no sense says nothing.
 */
enum ExifOrientation {
    NORMAL(false, false, false),
    MIRRORED(false, true, false),
    UPSIDE_DOWN(false, true, true),
    MIRRORED_UPSIDE_DOWN(false, false, true),
    TRANSPOSED(true, false, false),
    TURN_RIGHT(true, true, false),
    TRANSVERSED(true, true, true),
    TURN_LEFT(true, false, true);

    private static final int TAG = 0x0112;
    private static final int START_OF_SCAN = 0xda;
    private static final int APP1 = 0xe1;
    private static final int MAX_BYTES = 1 << 20;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    private final boolean transposed;
    private final boolean mirrored;
    private final boolean flipped;

    ExifOrientation(boolean transposed, boolean mirrored, boolean flipped) {
        this.transposed = transposed;
        this.mirrored = mirrored;
        this.flipped = flipped;
    }

    boolean swapsSides() {
        return transposed;
    }

    static ExifOrientation of(DocumentKind kind, Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            return kind == DocumentKind.JPEG ? ofJpeg(in) : ofPng(in);
        } catch (EOFException e) {
            return NORMAL;
        }
    }

    RgbImage apply(RgbImage stored) {
        if (this == NORMAL) {
            return stored;
        }
        int width = transposed ? stored.height() : stored.width();
        int height = transposed ? stored.width() : stored.height();
        byte[] from = stored.rgb();
        byte[] to = new byte[from.length];
        for (int y = 0, at = 0; y < height; y++) {
            int v = flipped ? height - 1 - y : y;
            for (int x = 0; x < width; x++, at += 3) {
                int u = mirrored ? width - 1 - x : x;
                int source = 3 * (transposed ? u * stored.width() + v : v * stored.width() + u);
                to[at] = from[source];
                to[at + 1] = from[source + 1];
                to[at + 2] = from[source + 2];
            }
        }
        return new RgbImage(width, height, to);
    }

    private static ExifOrientation ofJpeg(DataInputStream in) throws IOException {
        in.readUnsignedShort();
        while (in.readUnsignedByte() == 0xff) {
            int marker = in.readUnsignedByte();
            while (marker == 0xff) {
                marker = in.readUnsignedByte();
            }
            if (marker == START_OF_SCAN) {
                return NORMAL;
            }
            int length = in.readUnsignedShort() - 2;
            if (length < 0) {
                return NORMAL;
            }
            byte[] segment = in.readNBytes(length);
            if (marker == APP1 && startsWithExif(segment)) {
                return ofTiff(ByteBuffer.wrap(segment, EXIF.length, segment.length - EXIF.length)
                        .slice());
            }
        }
        return NORMAL;
    }

    private static ExifOrientation ofPng(DataInputStream in) throws IOException {
        in.readLong();
        while (true) {
            int length = in.readInt();
            String type = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
            if (length < 0 || type.length() < 4 || type.equals("IEND")) {
                return NORMAL;
            }
            if (type.equals("eXIf") && length <= MAX_BYTES) {
                return ofTiff(ByteBuffer.wrap(in.readNBytes(length)));
            }
            in.skipNBytes(length + 4L);
        }
    }

    private static boolean startsWithExif(byte[] segment) {
        return segment.length > EXIF.length
                && ByteBuffer.wrap(segment, 0, EXIF.length).equals(ByteBuffer.wrap(EXIF));
    }

    /** Looks through the first directory of a TIFF structure. */
    private static ExifOrientation ofTiff(ByteBuffer tiff) {
        if (tiff.remaining() < 8) {
            return NORMAL;
        }
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) {
            return NORMAL;
        }
        int entries = tiff.getShort(directory) & 0xffff;
        for (int i = 0, at = directory + 2; i < entries && at + 12 <= tiff.limit(); i++, at += 12) {
            if ((tiff.getShort(at) & 0xffff) == TAG) {
                int value = tiff.getShort(at + 8) & 0xffff;
                return value >= 1 && value <= values().length ? values()[value - 1] : NORMAL;
            }
        }
        return NORMAL;
    }
}
