package dev.recto.worker.document;

import java.io.DataInputStream;
import java.io.IOException;

/** The headers of a JPEG 2000 picture and of its tiles, as they follow one another (ISO 15444-1, A). */
final class Jpeg2000Codestream {
    private static final int START_WITH_SIZE = 0xff4fff51;
    private static final int CODING = 0xff52;
    private static final int CODING_OF_COMPONENT = 0xff53;
    private static final int TILE = 0xff90;
    private static final int TILE_DATA = 0xff93;

    /** From here on the number of a component takes two bytes. */
    private static final int MANY_COMPONENTS = 257;

    /** Of all its components. */
    private static final int MOST_TILES = 0xffff;

    private static final int MOST_LEVELS = 32;

    /** What headers of packets are kept for: as many pixels of a component at least, and a few. */
    private static final int LEAST_PRECINCT = 256;

    private static final int FEW_PRECINCTS = 1024;

    /** Memory that a block of coefficients takes beside them, and for each layer, and what a coefficient may at the most. */
    private static final int BYTES_OF_BLOCK = 100;

    private static final int BYTES_OF_LAYER = 16;
    private static final int BYTES_OF_COEFFICIENT = 8;

    private final CountedInput counted;
    private final DataInputStream in;
    private final DocumentLimits limits;
    private long width;
    private long height;
    private int components;
    private int layers = 1;

    Jpeg2000Codestream(CountedInput counted, DocumentLimits limits) {
        this.counted = counted;
        this.in = new DataInputStream(counted);
        this.limits = limits;
    }

    /** As far as is known. */
    long pixels() {
        return width * height;
    }

    /**
     * @param start its first bytes, which were read
     * @param end where it ends, if that is known, by the count of bytes
     */
    void read(int start, long end) throws IOException {
        PictureHeaders.requireSound(start == START_WITH_SIZE);
        readSize();
        int marker = readHeaders(TILE);
        while (marker == TILE) {
            long begin = counted.count() - Short.BYTES;
            in.skipNBytes(2 * Short.BYTES);
            long length = Integer.toUnsignedLong(in.readInt());
            in.skipNBytes(Short.BYTES);
            readHeaders(TILE_DATA);
            if (length == 0) {
                return;
            }
            long left = begin + length - counted.count();
            PictureHeaders.requireSound(left >= 0);
            in.skipNBytes(left);
            marker = counted.count() < end ? in.readUnsignedShort() : 0;
        }
    }

    private void readSize() throws IOException {
        in.readInt();
        long claimedWidth = readNumber();
        long claimedHeight = readNumber();
        limits.checkPixels(claimedWidth, claimedHeight);
        DecoderMemory.checkJpeg2000(claimedWidth * claimedHeight);
        width = claimedWidth;
        height = claimedHeight;
        in.skipNBytes(2 * Integer.BYTES);
        long tileWidth = readNumber();
        long tileHeight = readNumber();
        in.skipNBytes(2 * Integer.BYTES);
        components = in.readUnsignedShort();
        PictureHeaders.requireSound(tileWidth > 0 && tileHeight > 0);
        PictureHeaders.requireModest(
                Math.ceilDiv(width, tileWidth) * Math.ceilDiv(height, tileHeight) * components <= MOST_TILES);
        in.skipNBytes(3L * components);
    }

    /** @return the last marker, which is that one */
    private int readHeaders(int last) throws IOException {
        int marker = in.readUnsignedShort();
        while (marker != last) {
            int length = in.readUnsignedShort() - Short.BYTES;
            PictureHeaders.requireSound(marker >>> Byte.SIZE == 0xff && length >= 0);
            long end = counted.count() + length;
            if (marker == CODING) {
                int style = in.readUnsignedByte();
                in.readUnsignedByte();
                layers = in.readUnsignedShort();
                in.readUnsignedByte();
                readCoding(style);
            } else if (marker == CODING_OF_COMPONENT) {
                in.skipNBytes(components < MANY_COMPONENTS ? 1 : 2);
                readCoding(in.readUnsignedByte());
            }
            PictureHeaders.requireSound(counted.count() <= end);
            in.skipNBytes(end - counted.count());
            marker = in.readUnsignedShort();
        }
        return marker;
    }

    private void readCoding(int style) throws IOException {
        int levels = in.readUnsignedByte();
        int blockBits = (in.readUnsignedByte() & 0xf) + (in.readUnsignedByte() & 0xf) + 4;
        in.skipNBytes(2);
        PictureHeaders.requireSound(levels <= MOST_LEVELS);
        PictureHeaders.requireModest(
                BYTES_OF_BLOCK + (long) BYTES_OF_LAYER * layers <= (long) BYTES_OF_COEFFICIENT << blockBits);
        if ((style & 1) == 0) {
            return;
        }
        long precincts = 0;
        for (int coarser = levels; coarser >= 0; coarser--) {
            int bits = in.readUnsignedByte();
            precincts += Math.ceilDiv(width, 1L << coarser + (bits & 0xf))
                    * Math.ceilDiv(height, 1L << coarser + (bits >>> 4));
        }
        PictureHeaders.requireModest(precincts <= FEW_PRECINCTS + width * height / LEAST_PRECINCT);
    }

    private long readNumber() throws IOException {
        return Integer.toUnsignedLong(in.readInt());
    }
}
