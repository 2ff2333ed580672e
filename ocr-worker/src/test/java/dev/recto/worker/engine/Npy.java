package dev.recto.worker.engine;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;

/** An array as NumPy saves it: fp32 or int64, little endian, C order. */
record Npy(long[] shape, ByteBuffer data) {
    private static final Pattern SHAPE = Pattern.compile("'shape': \\(([^)]*)\\)");

    static Npy read(Path file) throws IOException {
        return parse(Files.readAllBytes(file));
    }

    static Map<String, Npy> readAll(Path npz) throws IOException {
        Map<String, Npy> arrays = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(npz))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                arrays.put(entry.getName().replace(".npy", ""), parse(zip.readAllBytes()));
            }
        }
        return arrays;
    }

    private static Npy parse(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int headerLength = buffer.getShort(8);
        String header;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 10, headerLength))) {
            header = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
        Matcher matcher = SHAPE.matcher(header);
        if (!matcher.find() || header.contains("'fortran_order': True")) {
            throw new IOException("not an array this test reads: " + header);
        }
        long[] shape = Pattern.compile(",")
                .splitAsStream(matcher.group(1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
        ByteBuffer data = buffer.slice(10 + headerLength, bytes.length - 10 - headerLength);
        return new Npy(shape, data.order(ByteOrder.LITTLE_ENDIAN));
    }

    float[] floats() {
        float[] values = new float[data.capacity() / Float.BYTES];
        data.asFloatBuffer().get(0, values);
        return values;
    }

    int[] ints() {
        int[] values = new int[data.capacity() / Long.BYTES];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.toIntExact(data.getLong(i * Long.BYTES));
        }
        return values;
    }
}
