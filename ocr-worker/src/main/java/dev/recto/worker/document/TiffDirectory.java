package dev.recto.worker.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;

/**
 * One directory of a TIFF file (TIFF 6.0, section 2; BigTIFF), as its decoder understands it: of a tag that stands twice the first
 * counts.
 *
 * @param numbers single whole numbers by their tag
 * @param fractions single fractions by their tag
 * @param further where directories begin that belong to this one
 * @param data where it is said where the picture's pieces begin
 * @param claimed bytes of all values, which the decoder takes into memory
 * @param next where the next directory begins, 0 after the last
 */
record TiffDirectory(
        Map<Integer, Long> numbers,
        Map<Integer, Double> fractions,
        List<Long> further,
        List<Values> data,
        long claimed,
        long next) {
    /** Smaller copies, EXIF, GPS, interoperability. */
    private static final Set<Integer> POINTERS = Set.of(330, 34665, 34853, 40965);

    /** Strips, tiles, and an old kind of JPEG. */
    private static final Set<Integer> DATA = Set.of(273, 324, 513);

    /** A size among them, which the decoder would take. */
    private static final long NO_NUMBER = -1;

    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int POINTER = 13;
    private static final int LONG8 = 16;
    private static final int POINTER8 = 18;
    private static final int MAX_ENTRIES = 0xffff;

    /** Bytes of a value by its type; 0 where there is none of that number. */
    private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    /** Numbers of one type beside one another. */
    record Values(long at, int type, int count) {
        long get(int index, ImageInputStream in) throws IOException {
            in.seek(at + (long) index * SIZES[type]);
            return number(in, type);
        }
    }

    /** Whether the file has room for a directory of as many entries as are claimed there. */
    static boolean mayBeAt(ImageInputStream in, long at, boolean big) throws IOException {
        int count = big ? 8 : 2;
        if (at <= 0 || at > in.length() - count) {
            return false;
        }
        in.seek(at);
        long entries = big ? in.readLong() : in.readUnsignedShort();
        long end = at + count + entries * (big ? 20 : 12) + (big ? 8 : 4);
        return entries > 0 && entries <= MAX_ENTRIES && end <= in.length();
    }

    static TiffDirectory read(ImageInputStream in, long at, boolean big) throws IOException {
        in.seek(at);
        long entries = big ? in.readLong() : in.readUnsignedShort();
        if (entries < 0 || entries > MAX_ENTRIES) {
            throw new IOException("no directory");
        }
        Map<Integer, Long> numbers = new HashMap<>();
        Map<Integer, Double> fractions = new HashMap<>();
        List<Long> further = new ArrayList<>();
        List<Values> data = new ArrayList<>();
        long claimed = 0;
        int inLine = big ? 8 : 4;
        for (int i = 0; i < entries; i++) {
            int tag = in.readUnsignedShort();
            int type = in.readUnsignedShort();
            long count = big ? in.readLong() : in.readUnsignedInt();
            long next = in.getStreamPosition() + inLine;
            int size = type < SIZES.length ? SIZES[type] : 0;
            if (count < 0 || count > Integer.MAX_VALUE || size == 0 && big) {
                throw new IOException("no directory");
            }
            claimed += count * size;
            if (DATA.contains(tag) && size > 0) {
                long place = count * size > inLine ? offset(in, big) : next - inLine;
                data.add(new Values(place, type, (int) count));
                in.seek(next - inLine);
            }
            if (POINTERS.contains(tag)) {
                if (count * size > inLine) {
                    in.seek(offset(in, big));
                }
                for (long k = 0; k < count && further.size() < MAX_ENTRIES; k++) {
                    further.add(number(in, type));
                }
            } else if (count == 1 && type == RATIONAL) {
                numbers.putIfAbsent(tag, NO_NUMBER);
                OptionalDouble fraction = fraction(in, big);
                if (fraction.isPresent()) {
                    fractions.putIfAbsent(tag, fraction.getAsDouble());
                }
            } else if (count == 1 && size <= inLine) {
                numbers.putIfAbsent(tag, number(in, type));
            }
            in.seek(next);
        }
        return new TiffDirectory(numbers, fractions, further, data, claimed, offset(in, big));
    }

    PictureMetadata metadata() {
        return new PictureMetadata(Orientation.numbered(numbers.getOrDefault(TiffTag.ORIENTATION, 1L)), density());
    }

    Optional<Density> density() {
        return fractions.containsKey(TiffTag.ACROSS) && fractions.containsKey(TiffTag.DOWN)
                ? TiffTag.density(
                        fractions.get(TiffTag.ACROSS),
                        fractions.get(TiffTag.DOWN),
                        numbers.getOrDefault(TiffTag.DENSITY_UNIT, (long) TiffTag.PER_INCH))
                : Optional.empty();
    }

    static long offset(ImageInputStream in, boolean big) throws IOException {
        return big ? in.readLong() : in.readUnsignedInt();
    }

    /** None where it lies beside the file: what it says is not worth a document. */
    private static OptionalDouble fraction(ImageInputStream in, boolean big) throws IOException {
        if (!big) {
            long at = in.readUnsignedInt();
            if (at > in.length() - SIZES[RATIONAL]) {
                return OptionalDouble.empty();
            }
            in.seek(at);
        }
        return OptionalDouble.of((double) in.readUnsignedInt() / in.readUnsignedInt());
    }

    /** What is no whole number is -1, which is no size either. */
    private static long number(ImageInputStream in, int type) throws IOException {
        return switch (type) {
            case BYTE -> in.readUnsignedByte();
            case SHORT -> in.readUnsignedShort();
            case LONG, POINTER -> in.readUnsignedInt();
            case LONG8, POINTER8 -> in.readLong();
            default -> NO_NUMBER;
        };
    }
}
