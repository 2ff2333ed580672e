package dev.recto.worker.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.PageSize;
import dev.recto.worker.image.RgbImage;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDocumentTest {
    private static final DocumentLimits LIMITS = new DocumentLimits(1, 1_000_000, 72, 32 << 20);
    private static final int RED = 0xff0000;
    private static final int GREEN = 0x00ff00;
    private static final int BLUE = 0x0000ff;
    private static final int WHITE = 0xffffff;

    @TempDir
    Path directory;

    /** A stored picture that is red, green / blue, white in its corners; how the corners lie when shown. */
    @ParameterizedTest
    @CsvSource({
        "1, RGBW", "2, GRWB", "3, WBGR", "4, BWRG", "5, RBGW", "6, BRWG", "7, WGBR", "8, GWRB",
    })
    void honoursTheOrientation(int exif, String shown) throws Exception {
        byte[] jpeg = TestImages.jpeg(corners());
        RgbImage image = draw(insert(jpeg, 0xe1, exif(exif)));
        assertThat(image.width()).isEqualTo(exif < 5 ? 64 : 32);
        assertThat(image.height()).isEqualTo(exif < 5 ? 32 : 64);
        int right = image.width() - 4;
        int bottom = image.height() - 4;
        int[][] corners = {{4, 4}, {right, 4}, {4, bottom}, {right, bottom}};
        for (int i = 0; i < 4; i++) {
            int expected = switch (shown.charAt(i)) {
                case 'R' -> RED;
                case 'G' -> GREEN;
                case 'B' -> BLUE;
                default -> WHITE;
            };
            assertNear(image, corners[i][0], corners[i][1], expected);
        }
    }

    @Test
    void saysItsSizeAsShown() throws Exception {
        Path file = write(insert(TestImages.jpeg(corners()), 0xe1, exif(6)));
        try (OpenDocument document = DocumentOpener.open(file, null, LIMITS)) {
            assertThat(document.pageSizes()).containsExactly(new PageSize(32, 64));
        }
    }

    @Test
    void transparencyIsWhite() throws Exception {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00000000);
        image.setRGB(1, 0, 0x80000000);
        RgbImage drawn = draw(TestImages.png(image));
        assertThat(rgb(drawn, 0, 0)).isEqualTo(WHITE);
        assertThat(rgb(drawn, 1, 0)).isEqualTo(0x7f7f7f);
    }

    @Test
    void grayStaysAsDarkAsItIs() throws Exception {
        for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY}) {
            BufferedImage image = new BufferedImage(1, 1, type);
            image.getRaster().setSample(0, 0, 0, type == BufferedImage.TYPE_BYTE_GRAY ? 100 : 100 * 257);
            assertThat(rgb(draw(TestImages.png(image)), 0, 0)).isEqualTo(0x646464);
        }
    }

    @Test
    void palettesAndSingleBits() throws Exception {
        BufferedImage bits = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
        bits.setRGB(0, 0, WHITE);
        RgbImage drawn = draw(TestImages.png(bits));
        assertThat(rgb(drawn, 0, 0)).isEqualTo(WHITE);
        assertThat(rgb(drawn, 1, 0)).isZero();
        BufferedImage palette = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_INDEXED);
        palette.setRGB(0, 0, RED);
        assertThat(rgb(draw(TestImages.png(palette)), 0, 0)).isEqualTo(RED);
    }

    @Test
    void inkWithoutAdobesMarkerIsInk() throws Exception {
        assertNear(draw(cmyk(0, 255, 255, 0)), 8, 8, RED);
        assertNear(draw(cmyk(0, 0, 0, 255)), 8, 8, 0);
    }

    @Test
    void adobesInkIsInverted() throws Exception {
        assertNear(draw(insert(cmyk(255, 0, 0, 255), 0xee, adobe(0))), 8, 8, RED);
        assertNear(draw(insert(cmyk(255, 255, 255, 255), 0xee, adobe(0))), 8, 8, WHITE);
    }

    @Test
    void adobesYcckIsInvertedToo() throws Exception {
        // Red in YCbCr, and no black ink.
        assertNear(draw(insert(cmyk(76, 85, 255, 255), 0xee, adobe(2))), 8, 8, RED);
        assertNear(draw(insert(cmyk(255, 128, 128, 255), 0xee, adobe(2))), 8, 8, WHITE);
    }

    /** In front of APP0, the tables and the frame; of three colours and of four. */
    @ParameterizedTest
    @ValueSource(ints = {0xe0, 0xdb, 0xc0})
    void markersMayHaveFillBytesBeforeThem(int marker) throws Exception {
        RgbImage drawn = draw(filled(TestImages.jpeg(corners()), marker));
        assertNear(drawn, 4, 4, RED);
        assertNear(drawn, 60, 28, WHITE);
        byte[] inks = insert(cmyk(255, 0, 0, 255), 0xee, adobe(0));
        assertNear(draw(filled(inks, marker == 0xe0 ? 0xee : marker)), 8, 8, RED);
    }

    private static byte[] filled(byte[] jpeg, int marker) {
        int at = 2;
        while ((jpeg[at + 1] & 0xff) != marker) {
            at += 2 + ((jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff);
        }
        return ByteBuffer.allocate(jpeg.length + 3)
                .put(jpeg, 0, at)
                .put(new byte[] {-1, -1, -1})
                .put(jpeg, at, jpeg.length - at)
                .array();
    }

    private static BufferedImage corners() {
        BufferedImage image = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 64; x++) {
                image.setRGB(x, y, y < 16 ? x < 32 ? RED : GREEN : x < 32 ? BLUE : WHITE);
            }
        }
        return image;
    }

    private static byte[] cmyk(int... samples) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(0, 16, 16, 4, null);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 16; x++) {
                raster.setPixel(x, y, samples);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(raster, null, null), null);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] adobe(int transform) {
        return ByteBuffer.allocate(12)
                .put("Adobe".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 100)
                .putInt(0)
                .put((byte) transform)
                .array();
    }

    private static byte[] exif(int orientation) {
        return ByteBuffer.allocate(32)
                .put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    /** A segment right after the start of the image. */
    private static byte[] insert(byte[] jpeg, int marker, byte[] segment) {
        return ByteBuffer.allocate(jpeg.length + segment.length + 4)
                .put(jpeg, 0, 2)
                .put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (segment.length + 2))
                .put(segment)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    private RgbImage draw(byte[] file) throws Exception {
        try (OpenDocument document = DocumentOpener.open(write(file), null, LIMITS)) {
            return document.draw(0, 300).image();
        }
    }

    private Path write(byte[] file) throws IOException {
        return Files.write(directory.resolve("image"), file);
    }

    private static void assertNear(RgbImage image, int x, int y, int expected) {
        int actual = rgb(image, x, y);
        for (int shift = 0; shift <= 16; shift += 8) {
            assertThat(actual >> shift & 0xff)
                    .as("%06x for %06x", actual, expected)
                    .isBetween((expected >> shift & 0xff) - 40, (expected >> shift & 0xff) + 40);
        }
    }

    private static int rgb(RgbImage image, int x, int y) {
        int at = 3 * (y * image.width() + x);
        byte[] rgb = image.rgb();
        return (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | rgb[at + 2] & 0xff;
    }
}
