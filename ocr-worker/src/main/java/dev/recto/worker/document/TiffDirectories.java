package dev.recto.worker.document;

import dev.recto.model.DocumentFault;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.imageio.stream.ImageInputStream;

/**
 * The directories of a TIFF or BigTIFF file, which say what pictures it holds (TIFF 6.0, section 2), read before anything is
 * decoded: a hostile file's directories can follow one another in a circle, and claim any size.
 */
final class TiffDirectories {
    private static final int SUBFILE_TYPE = 254;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int ORIENTATION = 274;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;

    /** Smaller copies of other pages, and masks. */
    private static final int NO_PAGE = 1 | 4;

    private static final int MAX_SAMPLES = 16;
    private static final int SHORT = 3;
    private static final int BIG = 43;

    private final ImageInputStream in;
    private final DocumentLimits limits;
    private final boolean big;

    private TiffDirectories(ImageInputStream in, DocumentLimits limits) throws IOException {
        this.in = in;
        this.limits = limits;
        in.seek(0);
        in.setByteOrder(in.readUnsignedShort() == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        this.big = in.readUnsignedShort() == BIG;
        if (big) {
            in.readInt();
        }
    }

    /** @throws DocumentFaultException there are too many, or one is too large */
    static List<TiffPage> pages(ImageInputStream in, DocumentLimits limits) throws IOException, DocumentFaultException {
        return new TiffDirectories(in, limits).pages();
    }

    private List<TiffPage> pages() throws IOException, DocumentFaultException {
        List<TiffPage> pages = new ArrayList<>();
        int index = 0;
        for (long at = offset(); at != 0; at = offset(), index++) {
            // Pages may have smaller copies beside them, so there may be more directories than pages.
            if (pages.size() >= limits.maxPages() || index >= 2 * limits.maxPages()) {
                throw new DocumentFaultException(DocumentFault.TOO_MANY_PAGES);
            }
            in.seek(at);
            TreeMap<Integer, Long> fields = fields();
            if ((fields.getOrDefault(SUBFILE_TYPE, 0L) & NO_PAGE) == 0) {
                pages.add(page(index, fields));
            }
        }
        if (pages.isEmpty()) {
            throw new DocumentFaultException(DocumentFault.EMPTY);
        }
        return pages;
    }

    private TiffPage page(int index, TreeMap<Integer, Long> fields) throws DocumentFaultException {
        long width = fields.getOrDefault(WIDTH, 0L);
        long height = fields.getOrDefault(HEIGHT, 0L);
        if (width < 1 || height < 1 || fields.getOrDefault(SAMPLES_PER_PIXEL, 1L) > MAX_SAMPLES) {
            throw new DocumentFaultException(DocumentFault.INVALID);
        }
        if (width > limits.maxPixels() / height
                || fields.getOrDefault(TILE_WIDTH, 1L)
                        > limits.maxPixels() / Math.max(1, fields.getOrDefault(TILE_HEIGHT, 1L))) {
            throw new DocumentFaultException(DocumentFault.TOO_LARGE);
        }
        long orientation = fields.getOrDefault(ORIENTATION, 1L);
        return new TiffPage(
                index,
                (int) width,
                (int) height,
                orientation >= 1 && orientation <= Orientation.values().length
                        ? Orientation.values()[(int) orientation - 1]
                        : Orientation.NORMAL);
    }

    /** Single numbers by their tag; leaves the stream at the next directory's offset. */
    private TreeMap<Integer, Long> fields() throws IOException {
        TreeMap<Integer, Long> fields = new TreeMap<>();
        long entries = big ? in.readLong() : in.readUnsignedShort();
        if (entries < 0 || entries > 0xffff) {
            throw new IOException("no directory");
        }
        for (int i = 0; i < entries; i++) {
            int tag = in.readUnsignedShort();
            int type = in.readUnsignedShort();
            long count = big ? in.readLong() : in.readUnsignedInt();
            long next = in.getStreamPosition() + (big ? 8 : 4);
            if (count == 1) {
                fields.put(tag, type == SHORT ? in.readUnsignedShort() : in.readUnsignedInt());
            }
            in.seek(next);
        }
        return fields;
    }

    private long offset() throws IOException {
        return big ? in.readLong() : in.readUnsignedInt();
    }
}
