package dev.recto.worker.document;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The first directory of a TIFF structure, as cameras write it beside their pictures (EXIF 2.3). */
final class ExifTags {
    private static final byte[] MAGIC = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    static final int MOST_BYTES = 1 << 20;

    private static final int ENTRY = 12;
    private static final int VALUE = 8;

    private final ByteBuffer tiff;
    private final int first;
    private final int entries;

    private ExifTags(ByteBuffer tiff, int first, int entries) {
        this.tiff = tiff;
        this.first = first;
        this.entries = entries;
    }

    static boolean startIn(ByteBuffer chunk) {
        return PictureMetadata.startsWith(chunk, MAGIC);
    }

    /** @param chunk with or without its magic bytes, as formats have it */
    static PictureMetadata of(ByteBuffer chunk) {
        return ofTiff(startIn(chunk) ? chunk.slice(MAGIC.length, chunk.remaining() - MAGIC.length) : chunk);
    }

    /** @param tiff from its byte order on */
    private static PictureMetadata ofTiff(ByteBuffer tiff) {
        if (tiff.limit() < 8) {
            return PictureMetadata.NONE;
        }
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) {
            return PictureMetadata.NONE;
        }
        ExifTags tags = new ExifTags(tiff, directory + 2, tiff.getShort(directory) & 0xffff);
        return new PictureMetadata(
                Orientation.numbered(tags.number(TiffTag.ORIENTATION).orElse(1)), tags.density());
    }

    private Optional<Density> density() {
        OptionalDouble across = fraction(TiffTag.ACROSS);
        OptionalDouble down = fraction(TiffTag.DOWN);
        return across.isEmpty() || down.isEmpty()
                ? Optional.empty()
                : TiffTag.density(
                        across.getAsDouble(),
                        down.getAsDouble(),
                        number(TiffTag.DENSITY_UNIT).orElse(TiffTag.PER_INCH));
    }

    private OptionalInt number(int tag) {
        int at = entry(tag);
        return at < 0 ? OptionalInt.empty() : OptionalInt.of(tiff.getShort(at + VALUE) & 0xffff);
    }

    private OptionalDouble fraction(int tag) {
        int entry = entry(tag);
        int at = entry < 0 ? -1 : tiff.getInt(entry + VALUE);
        return at < 0 || at > tiff.limit() - 8
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        (double) Integer.toUnsignedLong(tiff.getInt(at)) / Integer.toUnsignedLong(tiff.getInt(at + 4)));
    }

    /** Where the entry of a tag begins, or -1. */
    private int entry(int tag) {
        for (int i = 0, at = first; i < entries && at + ENTRY <= tiff.limit(); i++, at += ENTRY) {
            if ((tiff.getShort(at) & 0xffff) == tag) {
                return at;
            }
        }
        return -1;
    }
}
