package dev.recto.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumpyFileTest {
    @TempDir
    Path directory;

    private static byte[] array(int version, String header, byte[] data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        ByteBuffer length = ByteBuffer.allocate(version == 1 ? 2 : 4).order(ByteOrder.LITTLE_ENDIAN);
        if (version == 1) {
            length.putShort((short) header.length());
        } else {
            length.putInt(header.length());
        }
        bytes.writeBytes(length.array());
        bytes.writeBytes(header.getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(data);
        return bytes.toByteArray();
    }

    private static String header(String type, String order, String shape) {
        return "{'descr': '" + type + "', 'fortran_order': " + order + ", 'shape': (" + shape + "), }\n";
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("a.npy"), bytes);
    }

    @Test
    void readsFloatsOfBothVersions() throws IOException {
        for (int version : new int[] {1, 2}) {
            Tensor.Floats read =
                    NumpyFile.floats(file(array(version, header("<f4", "False", "2, 1"), floats(1.5f, -2))));

            assertThat(read.shape()).containsExactly(2, 1);
            assertThat(read.values()).containsExactly(1.5f, -2);
        }
    }

    @Test
    void readsWholeNumbersAndScalars() throws IOException {
        byte[] seven =
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(7).array();

        assertThat(NumpyFile.longs(file(array(1, header("<i8", "False", "1,"), seven)))
                        .toInts())
                .containsExactly(7);
        assertThat(NumpyFile.longs(file(array(1, header("<i8", "False", ""), seven)))
                        .shape())
                .isEmpty();
    }

    @Test
    void readsArchives() throws IOException {
        Path file = directory.resolve("a.npz");
        try (OutputStream bytes = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("global.npy"));
            zip.write(array(1, header("<f4", "False", "1,"), floats(3)));
        }

        Map<String, Tensor> arrays = NumpyFile.archive(file);

        assertThat(arrays).containsOnlyKeys("global");
        assertThat(arrays.get("global")).isInstanceOf(Tensor.Floats.class);
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        assertRefused("nothing like it".getBytes(StandardCharsets.UTF_8), "not a NumPy array");
        assertRefused(array(1, header("<f8", "False", "1,"), new byte[8]), "element type");
        assertRefused(array(1, header("<f4", "True", "1,"), floats(1)), "C order");
        assertRefused(array(1, header("<f4", "False", "2,"), floats(1)), "bytes for 2 elements");
        assertRefused(array(1, header("<i8", "False", "1,"), new byte[8]), "float32 expected");
    }

    private void assertRefused(byte[] bytes, String why) {
        assertThatThrownBy(() -> NumpyFile.floats(file(bytes)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }
}
