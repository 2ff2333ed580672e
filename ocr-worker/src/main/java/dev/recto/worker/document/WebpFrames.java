package dev.recto.worker.document;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.imageio.stream.ImageInputStream;

/** The pictures in a WEBP, which say themselves how large they are: their decoder makes room for that, whatever the file says before. */
final class WebpFrames {
    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;

    /** Of a frame of those that move, before its picture. */
    private static final int FRAME_HEADER = 16;

    private static final int FRAME_WIDTH_AT = 6;
    private static final int LOSSY_WIDTH_AT = 6;
    private static final int SIDE_BITS = 14;
    private static final int SIDE = (1 << SIDE_BITS) - 1;

    private final ImageInputStream in;
    private final int width;
    private final int height;

    private WebpFrames(ImageInputStream in, int width, int height) {
        this.in = in;
        this.width = width;
        this.height = height;
    }

    /** Whether none of them is larger than the picture as a whole, or than the frame that it is in: often it is a part that moves. */
    static boolean fit(ImageInputStream in, int width, int height) throws IOException {
        in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        return new WebpFrames(in, width, height).fit(RIFF_HEADER, in.length());
    }

    private boolean fit(long from, long end) throws IOException {
        boolean fit = true;
        long at = from;
        while (fit && at < end && at + CHUNK_HEADER <= in.length()) {
            in.seek(at);
            byte[] type = new byte[Integer.BYTES];
            in.readFully(type);
            long length = in.readUnsignedInt();
            long start = at + CHUNK_HEADER;
            fit = fits(new String(type, StandardCharsets.US_ASCII), start, Math.min(start + length, end));
            at = start + length + (length & 1);
        }
        return fit;
    }

    private boolean fits(String type, long start, long end) throws IOException {
        try {
            return switch (type) {
                case "VP8 " -> lossyFits(start);
                case "VP8L" -> losslessFits(start);
                case "ANMF" -> frame(start).fit(start + FRAME_HEADER, end);
                default -> true;
            };
        } catch (EOFException cutOff) {
            return true;
        }
    }

    private boolean lossyFits(long start) throws IOException {
        in.seek(start + LOSSY_WIDTH_AT);
        return fits(in.readUnsignedShort() & SIDE, in.readUnsignedShort() & SIDE);
    }

    private boolean losslessFits(long start) throws IOException {
        in.seek(start + 1);
        int sides = in.readInt();
        return fits((sides & SIDE) + 1, (sides >>> SIDE_BITS & SIDE) + 1);
    }

    private WebpFrames frame(long start) throws IOException {
        in.seek(start + FRAME_WIDTH_AT);
        int across = in.readUnsignedShort() | in.readUnsignedByte() << Short.SIZE;
        int down = in.readUnsignedShort() | in.readUnsignedByte() << Short.SIZE;
        return new WebpFrames(in, across + 1, down + 1);
    }

    private boolean fits(int across, int down) {
        return across <= width && down <= height;
    }
}
