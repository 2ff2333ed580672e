package dev.recto.worker.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.reader.PageRaster;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How fine pictures are taken to be, by what their files claim. */
class PictureResolutionTest {
    private static final DocumentLimits LIMITS = new DocumentLimits(1, 20_000_000, 72, 32 << 20);
    private static final int ENTRIES = 12;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"png", "tiff", "jpeg", "bmp"})
    void aScanIsAsFineAsItSays(String format) throws Exception {
        assertThat(draw(claiming(format, 850, 1100, 150, 150)).resolution()).isEqualTo(150);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "tiff", "jpeg", "bmp"})
    void whatWouldMakeAPosterIsTakenForASheet(String format) throws Exception {
        assertThat(draw(claiming(format, 1654, 2340, 72, 72)).resolution()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
    void whatSaysNothingIsTakenForASheet(String format) throws Exception {
        byte[] file = plain(format, 1654, 2340);
        assertThat(draw(file).resolution()).isEqualTo(200);
    }

    @Test
    void answersSay72AsEver() throws Exception {
        assertThat(draw(claiming("png", 850, 1100, 150, 150)).dimensions().dpi())
                .isEqualTo(72);
    }

    @Test
    void centimetresAreInches() throws Exception {
        byte[] file = plain("jpeg", 1240, 1754);
        claim(file, 2, 59);
        assertThat(draw(file).resolution()).isEqualTo(150);
    }

    @Test
    void aProportionIsNoResolution() throws Exception {
        byte[] file = plain("jpeg", 1654, 2340);
        claim(file, 0, 300);
        assertThat(draw(file).resolution()).isEqualTo(200);
    }

    @Test
    void aFaxOfStandardResolutionIsAsHighAsItWas() throws Exception {
        PageRaster raster = draw(claiming("tiff", 1728, 1078, 204, 98));
        assertThat(raster.image().width()).isEqualTo(1728);
        assertThat(raster.image().height()).isEqualTo(2244);
        assertThat(raster.resolution()).isEqualTo(204);
    }

    @Test
    void aFineFaxStaysAsItIs() throws Exception {
        assertThat(draw(claiming("tiff", 1728, 2156, 204, 196)).image().height())
                .isEqualTo(2156);
    }

    @Test
    void aPictureThatIsNoFaxKeepsItsProportions() throws Exception {
        assertThat(draw(claiming("tiff", 1728, 2156, 204, 98)).image().height()).isEqualTo(2156);
        assertThat(draw(claiming("png", 1728, 1078, 204, 98)).image().height()).isEqualTo(1078);
    }

    @Test
    void aFractionBesideTheFileSaysNothing() throws Exception {
        byte[] file = claiming("tiff", 1654, 2340, 150, 150);
        // The last but two of the entries
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(10 + 12 * (ENTRIES - 3) + 8, file.length - 4);
        assertThat(draw(file).resolution()).isEqualTo(200);
    }

    private PageRaster draw(byte[] file) throws Exception {
        try (OpenDocument document = DocumentOpener.open(Files.write(directory.resolve("image"), file), null, LIMITS)) {
            PageRaster raster = document.draw(0, 300);
            assertThat(document.pageSize(0).width()).isEqualTo(raster.image().width());
            assertThat(document.pageSize(0).height()).isEqualTo(raster.image().height());
            return raster;
        }
    }

    private static byte[] claiming(String format, int width, int height, int across, int down) throws IOException {
        return switch (format) {
            case "jpeg" -> {
                byte[] file = plain(format, width, height);
                claim(file, 1, across);
                yield file;
            }
            case "bmp" -> {
                byte[] file = plain(format, width, height);
                ByteBuffer.wrap(file)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(38, perMetre(across))
                        .putInt(42, perMetre(down));
                yield file;
            }
            case "tiff" -> tiff(width, height, across, down);
            case "png" -> withDensity(plain(format, width, height), across, down);
            default -> throw new IllegalArgumentException(format);
        };
    }

    /** White, one strip, with {@link #ENTRIES} entries of its directory. */
    private static byte[] tiff(int width, int height, int across, int down) {
        int values = 8 + 2 + 12 * ENTRIES + 4;
        ByteBuffer file = ByteBuffer.allocate(values + 16 + width * height).order(ByteOrder.LITTLE_ENDIAN);
        file.putShort((short) 0x4949).putShort((short) 42).putInt(8).putShort((short) ENTRIES);
        entry(file, 256, 4, width);
        entry(file, 257, 4, height);
        entry(file, 258, 3, 8);
        entry(file, 259, 3, 1);
        entry(file, 262, 3, 0);
        entry(file, 273, 4, values + 16);
        entry(file, 277, 3, 1);
        entry(file, 278, 4, height);
        entry(file, 279, 4, width * height);
        entry(file, TiffTag.ACROSS, 5, values);
        entry(file, TiffTag.DOWN, 5, values + 8);
        entry(file, TiffTag.DENSITY_UNIT, 3, TiffTag.PER_INCH);
        file.putInt(0).putInt(across).putInt(1).putInt(down).putInt(1);
        return file.array();
    }

    private static void entry(ByteBuffer file, int tag, int type, int value) {
        file.putShort((short) tag).putShort((short) type).putInt(1).putInt(value);
    }

    /** With a pHYs chunk right after the header. */
    private static byte[] withDensity(byte[] png, int across, int down) {
        ByteBuffer chunk = ByteBuffer.allocate(21)
                .putInt(9)
                .put("pHYs".getBytes(StandardCharsets.US_ASCII))
                .putInt(perMetre(across))
                .putInt(perMetre(down))
                .put((byte) 1);
        CRC32 checksum = new CRC32();
        checksum.update(chunk.array(), 4, 13);
        chunk.putInt((int) checksum.getValue());
        int header = 33;
        return ByteBuffer.allocate(png.length + 21)
                .put(png, 0, header)
                .put(chunk.array())
                .put(png, header, png.length - header)
                .array();
    }

    private static int perMetre(int dpi) {
        return Math.toIntExact(Math.round(dpi / 0.0254));
    }

    /** In a JFIF header. */
    private static void claim(byte[] jpeg, int unit, int density) {
        ByteBuffer.wrap(jpeg).put(13, (byte) unit).putShort(14, (short) density).putShort(16, (short) density);
    }

    private static BufferedImage white(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        image.createGraphics().fillRect(0, 0, width, height);
        return image;
    }

    private static byte[] plain(String format, int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(white(width, height), format, bytes);
        return bytes.toByteArray();
    }
}
