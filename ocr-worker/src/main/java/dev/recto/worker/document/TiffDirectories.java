package dev.recto.worker.document;

import com.twelvemonkeys.imageio.util.IIOUtil;
import dev.recto.model.DocumentFault;
import dev.recto.worker.reader.PageFaultException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;

/**
 * Walks the directories of a TIFF file before its decoder does: a hostile file's can follow one another in a circle, claim any size,
 * and name the same bytes a thousand times.
 */
final class TiffDirectories {
    private static final int SUBFILE_TYPE = 254;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int COMPRESSION = 259;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;

    /** Smaller copies of other pages, and masks. */
    private static final int NO_PAGE = 1 | 4;

    /** A page may have smaller copies and descriptions beside it. */
    private static final int DIRECTORIES_OF_PAGE = 4;

    /** Its old and its new kind, and what is not said as it should be. */
    private static final Set<Long> JPEG = Set.of(6L, 7L, -1L);

    /** Of the largest picture there may be, that all JPEGs have which a picture is made of. */
    private static final int MOST_OF_JPEGS = 4;

    private static final int MAX_SAMPLES = 16;
    private static final int LITTLE_ENDIAN = 0x4949;
    private static final int BIG = 43;

    private final ImageInputStream in;
    private final DocumentLimits limits;
    private final boolean big;
    private final Set<Long> seen = new HashSet<>();
    private long claimed;

    private TiffDirectories(ImageInputStream in, DocumentLimits limits) throws IOException {
        this.in = in;
        this.limits = limits;
        in.seek(0);
        in.setByteOrder(in.readUnsignedShort() == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        this.big = in.readUnsignedShort() == BIG;
        if (big) {
            in.readInt();
        }
    }

    /** @throws DocumentFaultException there are too many, or one is too large */
    static List<StoredPicture> pictures(ImageInputStream in, DocumentLimits limits)
            throws IOException, DocumentFaultException {
        return new TiffDirectories(in, limits).pictures();
    }

    private List<StoredPicture> pictures() throws IOException, DocumentFaultException {
        List<StoredPicture> pictures = new ArrayList<>();
        Deque<Long> further = new ArrayDeque<>();
        int index = 0;
        for (long at = TiffDirectory.offset(in, big); at != 0 && !isBroken(at, pictures); index++) {
            TiffDirectory directory = read(at);
            if ((directory.numbers().getOrDefault(SUBFILE_TYPE, 0L) & NO_PAGE) == 0) {
                pictures.add(picture(index, directory));
            }
            if (pictures.size() > limits.maxPages()) {
                throw new DocumentFaultException(DocumentFault.TOO_MANY_PAGES);
            }
            further.addAll(directory.further());
            at = directory.next();
        }
        while (!further.isEmpty()) {
            long at = further.remove();
            if (at > 0 && at < in.length() && !seen.contains(at)) {
                further.addAll(read(at).further());
            }
        }
        if (pictures.isEmpty()) {
            throw new DocumentFaultException(DocumentFault.EMPTY);
        }
        return pictures;
    }

    /** Whether pages end there because no directory can be where the last one says that the next is. */
    private boolean isBroken(long at, List<StoredPicture> before) throws IOException {
        return !before.isEmpty() && !TiffDirectory.mayBeAt(in, at, big);
    }

    private TiffDirectory read(long at) throws IOException, DocumentFaultException {
        TiffDirectory directory = TiffDirectory.read(in, at, big);
        claimed += directory.claimed();
        if (!seen.add(at) || seen.size() > DIRECTORIES_OF_PAGE * limits.maxPages()) {
            throw new DocumentFaultException(DocumentFault.TOO_MANY_PAGES);
        }
        // Values lie in the file, each in a place of its own.
        if (claimed > in.length()) {
            throw new DocumentFaultException(DocumentFault.INVALID);
        }
        return directory;
    }

    /** They say themselves how large they are, for which their decoder makes room whatever the directory says. */
    private void checkJpegs(TiffDirectory directory) throws IOException, DocumentFaultException {
        if (!JPEG.contains(directory.numbers().getOrDefault(COMPRESSION, -1L))) {
            return;
        }
        long pixels = 0;
        for (TiffDirectory.Values pieces : directory.data()) {
            for (int i = 0; i < pieces.count(); i++) {
                long at = pieces.get(i, in);
                if (at < 0) {
                    throw new DocumentFaultException(DocumentFault.INVALID);
                }
                in.seek(at);
                pixels += pixelsOfJpeg();
                if (pixels / MOST_OF_JPEGS > limits.maxPixels()) {
                    throw new DocumentFaultException(DocumentFault.TOO_LARGE);
                }
            }
        }
    }

    /** None where no JPEG begins. */
    private long pixelsOfJpeg() throws IOException, DocumentFaultException {
        try {
            return in.read() == 0xff && in.read() == 0xd8
                    ? JpegScans.pixels(IIOUtil.createStreamAdapter(in), limits)
                    : 0;
        } catch (PageFaultException tooLarge) {
            throw new DocumentFaultException(DocumentFault.TOO_LARGE, tooLarge);
        }
    }

    private StoredPicture picture(int index, TiffDirectory directory) throws IOException, DocumentFaultException {
        long width = directory.numbers().getOrDefault(WIDTH, 0L);
        long height = directory.numbers().getOrDefault(HEIGHT, 0L);
        if (width < 1 || height < 1 || directory.numbers().getOrDefault(SAMPLES_PER_PIXEL, 1L) > MAX_SAMPLES) {
            throw new DocumentFaultException(DocumentFault.INVALID);
        }
        long tileWidth = directory.numbers().getOrDefault(TILE_WIDTH, 1L);
        long tileHeight = directory.numbers().getOrDefault(TILE_HEIGHT, 1L);
        if (!limits.allow(width, height) || !limits.allow(tileWidth, tileHeight)) {
            throw new DocumentFaultException(DocumentFault.TOO_LARGE);
        }
        checkJpegs(directory);
        int rows = CoarseFax.rows((int) width, (int) height, directory.density());
        return new StoredPicture(
                index,
                (int) width,
                (int) height,
                limits.allow(width, rows) ? rows : (int) height,
                directory.metadata());
    }
}
