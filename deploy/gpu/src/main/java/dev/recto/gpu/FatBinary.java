package dev.recto.gpu;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Machine code for GPUs in a library that {@code nvcc} made: containers, one for each source file, with an entry for each kind of
 * GPU. The format is not published; as it is read here it was found in libraries of CUDA 13.
 */
final class FatBinary {
    private static final int CONTAINER = 0xBA55ED50;
    private static final int ALIGNMENT = 8;
    private static final int HEADER = 16;
    private static final int ZSTD = 0xFD2FB528;

    private FatBinary() {}

    /**
     * @param architecture such as 90 for compute capability 9.0
     * @param code as it lies in the file, mostly compressed
     */
    record Entry(int architecture, ByteBuffer code) {
        /** What the code is called by, found without reading its symbols; the code itself where it isn't compressed. */
        byte[] text() {
            byte[] bytes = new byte[code.remaining()];
            code.duplicate().get(bytes);
            boolean compressed = code.remaining() > Integer.BYTES
                    && code.duplicate().order(ByteOrder.LITTLE_ENDIAN).getInt() == ZSTD;
            if (!compressed) {
                return bytes;
            }
            // Some have padding behind the frame
            byte[] frame = Arrays.copyOf(bytes, Math.toIntExact(Zstd.findFrameCompressedSize(bytes)));
            return Zstd.decompress(frame, Math.toIntExact(Zstd.getFrameContentSize(frame)));
        }
    }

    /**
     * Overwrites with zeros the code that isn't wanted, which then takes no room in an archive. The offsets of all that is left
     * stay what they were.
     *
     * @return bytes that are left
     */
    static long keep(ByteBuffer section, Predicate<Entry> wanted) {
        ByteBuffer bytes = section.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        long kept = 0;
        int at = 0;
        while (at + HEADER < bytes.limit()) {
            if (bytes.getInt(at) != CONTAINER) {
                at += ALIGNMENT;
                continue;
            }
            int entry = at + bytes.getShort(at + 6);
            int end = entry + Math.toIntExact(bytes.getLong(at + 8));
            while (entry < end) {
                int header = bytes.getInt(entry + 4);
                int size = Math.toIntExact(bytes.getLong(entry + 8));
                ByteBuffer code = bytes.slice(entry + header, size);
                if (wanted.test(new Entry(bytes.getInt(entry + 28), code))) {
                    kept += size;
                } else {
                    clear(code);
                }
                entry += header + size;
            }
            at = (end + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
        return kept;
    }

    private static void clear(ByteBuffer bytes) {
        bytes.duplicate().put(new byte[bytes.remaining()]);
    }
}
