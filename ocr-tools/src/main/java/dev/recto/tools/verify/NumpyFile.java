package dev.recto.tools.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads {@code .npy} and {@code .npz} files of little-endian float32 and int64, in C order. */
final class NumpyFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern HEADER = Pattern.compile(
            "'descr':\\s*'([^']+)'.*'fortran_order':\\s*(True|False).*'shape':\\s*\\(([^)]*)\\)", Pattern.DOTALL);

    private NumpyFile() {}

    static Tensor.Floats floats(Path file) throws IOException {
        if (read(file) instanceof Tensor.Floats floats) {
            return floats;
        }
        throw new IOException(file + ": float32 expected");
    }

    static Tensor.Longs longs(Path file) throws IOException {
        if (read(file) instanceof Tensor.Longs longs) {
            return longs;
        }
        throw new IOException(file + ": int64 expected");
    }

    private static Tensor read(Path file) throws IOException {
        return parse(Files.readAllBytes(file), file.toString());
    }

    /** The arrays of an archive by name, without {@code .npy}. */
    static Map<String, Tensor> archive(Path file) throws IOException {
        Map<String, Tensor> arrays = new TreeMap<>();
        try (InputStream bytes = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(bytes)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                arrays.put(name.replaceFirst("\\.npy$", ""), parse(zip.readAllBytes(), file + "!" + name));
            }
        }
        return arrays;
    }

    private static Tensor parse(byte[] bytes, String where) throws IOException {
        if (bytes.length < 12 || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IOException(where + ": not a NumPy array");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean firstVersion = bytes[6] == 1;
        int headerStart = firstVersion ? 10 : 12;
        int headerLength = firstVersion ? Short.toUnsignedInt(buffer.getShort(8)) : buffer.getInt(8);
        if (headerLength < 0 || headerStart + headerLength > bytes.length) {
            throw new IOException(where + ": header is cut off");
        }
        Matcher header = HEADER.matcher(new String(bytes, headerStart, headerLength, StandardCharsets.ISO_8859_1));
        if (!header.find() || header.group(2).equals("True")) {
            throw new IOException(where + ": header not understood, or not in C order");
        }
        long[] shape = Arrays.stream(header.group(3).split(","))
                .map(String::strip)
                .filter(size -> !size.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
        buffer.position(headerStart + headerLength);
        return elements(header.group(1), shape, buffer.slice().order(ByteOrder.LITTLE_ENDIAN), where);
    }

    private static Tensor elements(String type, long[] shape, ByteBuffer data, String where) throws IOException {
        long size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        int width = switch (type) {
            case "<f4" -> Float.BYTES;
            case "<i8" -> Long.BYTES;
            default -> throw new IOException(where + ": element type " + type);
        };
        if (data.remaining() != size * width) {
            throw new IOException(where + ": " + data.remaining() + " bytes for " + size + " elements");
        }
        if (width == Float.BYTES) {
            float[] values = new float[(int) size];
            data.asFloatBuffer().get(values);
            return new Tensor.Floats(shape, values);
        }
        long[] values = new long[(int) size];
        data.asLongBuffer().get(values);
        return new Tensor.Longs(shape, values);
    }
}
