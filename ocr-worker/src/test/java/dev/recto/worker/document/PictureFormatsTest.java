package dev.recto.worker.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recto.model.DocumentFault;
import dev.recto.model.PageSize;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.PageFaultException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that Pillow wrote: 64 by 32, red, green / blue, white; those of two colours black, white / white, white. */
class PictureFormatsTest {
    private static final DocumentLimits LIMITS = new DocumentLimits(5, 1_000_000, 72, 32 << 20);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lossy.webp",
                "lossless.webp",
                "moving.webp",
                "still.gif",
                "moving.gif",
                "plain.bmp",
                "palette.bmp",
                "boxed.jp2",
                "bare.j2k",
                "plain.tiff",
                "lzw.tiff",
                "deflate.tiff",
                "packbits.tiff",
                "jpeg.tiff",
                "inks.tiff",
                "palette.tiff",
                "big.tiff",
                "alpha.tiff"
            })
    void aPictureShowsItsColours(String name) throws Exception {
        assertCorners(draw(bytes(name)), 0xff0000, 0x00ff00, 0x0000ff, 0xffffff);
    }

    @ParameterizedTest
    @ValueSource(strings = {"group3.tiff", "group4.tiff", "deep.tiff"})
    void aPictureOfTwoColoursShowsThem(String name) throws Exception {
        assertCorners(draw(bytes(name)), 0x000000, 0xffffff, 0xffffff, 0xffffff);
    }

    @Test
    void aTiffIsTurnedAsItSays() throws Exception {
        assertCorners(draw(bytes("turned.tiff")), 0x0000ff, 0xff0000, 0xffffff, 0x00ff00);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Exif\0\0"})
    void aWebpIsTurnedAsItsMetadataSay(String prefix) throws Exception {
        byte[] exif =
                (prefix + "MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\6\0\0\0\0\0\0").getBytes(StandardCharsets.ISO_8859_1);
        byte[] picture = bytes("lossless.webp");
        byte[] extended = "VP8X\12\0\0\0\10\0\0\0\77\0\0\37\0\0".getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer file = ByteBuffer.allocate(picture.length + extended.length + 8 + exif.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        file.put(picture, 0, 12).put(extended).put(picture, 12, picture.length - 12);
        file.put("EXIF".getBytes(StandardCharsets.US_ASCII)).putInt(exif.length).put(exif);
        file.putInt(4, file.capacity() - 8);
        assertCorners(draw(file.array()), 0x0000ff, 0xff0000, 0xffffff, 0x00ff00);
    }

    @Test
    void everyPictureOfATiffIsAPage() throws Exception {
        try (OpenDocument document = open(bytes("pages.tiff"))) {
            assertThat(document.pageSizes())
                    .containsExactly(new PageSize(64, 32), new PageSize(20, 10), new PageSize(64, 32));
            assertThat(document.draw(1, 300).image().width()).isEqualTo(20);
            assertThat(pixel(document.draw(2, 300).image(), 8, 8)).isEqualTo(0x4c4c4c);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x7ffffff0, -16})
    void pagesEndWhereNoDirectoryCanBe(int next) throws Exception {
        byte[] bytes = bytes("pages.tiff");
        ByteBuffer file =
                ByteBuffer.wrap(bytes).order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int first = file.getInt(4);
        file.putInt(first + 2 + 12 * file.getShort(first), next);
        try (OpenDocument document = open(bytes)) {
            assertThat(document.pageSizes()).containsExactly(new PageSize(64, 32));
            assertThat(document.draw(0, 300).image().width()).isEqualTo(64);
        }
    }

    @Test
    void directoriesThatGoRoundInACircleAreTooManyPages() {
        assertRefused(tiff(8, 100, 100, 0), DocumentFault.TOO_MANY_PAGES);
    }

    @Test
    void directoriesOfCopiesThatGoRoundInACircleAreToo() {
        assertRefused(tiff(8, 100, 100, 1), DocumentFault.TOO_MANY_PAGES);
    }

    @ParameterizedTest
    @CsvSource({"1000000, 1000000, TOO_LARGE", "-1, -1, TOO_LARGE", "0, 10, INVALID"})
    void aTiffThatClaimsAnImpossibleSizeIsRefused(int width, int height, DocumentFault fault) {
        assertRefused(tiff(0, width, height, 0), fault);
    }

    @Test
    void aPictureOfNoSizeIsInvalid() {
        byte[] gif = "GIF89a\0\0\0\0\u0080\0\0\0\0\0\u00ff\u00ff\u00ff,\0\0\0\0\0\0\0\0\0\2\2D\1\0;"
                .getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(gif, DocumentFault.INVALID);
    }

    @Test
    void aTiffWithoutAPageIsEmpty() {
        assertRefused(tiff(0, 10, 10, 1), DocumentFault.EMPTY);
    }

    @Test
    void aBitmapThatClaimsAnImpossibleSizeIsRefused() throws IOException {
        byte[] bitmap = bytes("plain.bmp");
        ByteBuffer.wrap(bitmap)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(18, 20_000)
                .putInt(22, 20_000);
        assertRefused(bitmap, DocumentFault.INVALID);
    }

    @Test
    void aStreamOfJpeg2000ThatClaimsAnImpossibleSizeIsRefused() throws IOException {
        byte[] picture = bytes("bare.j2k");
        ByteBuffer.wrap(picture).putInt(8, 1 << 30);
        assertRefused(picture, DocumentFault.TOO_LARGE);
    }

    /** A few hundred bytes would take a gigabyte. */
    @Test
    void aJpeg2000OfTooManyTilesIsRefused() throws IOException {
        byte[] picture = bytes("bare.j2k");
        withTiles(picture, 0);
        assertRefused(picture, DocumentFault.TOO_LARGE);
    }

    /** Of each precinct, and of each layer of a block, something is kept. */
    @ParameterizedTest
    @CsvSource({"0x00, 4, 1", "0xff, 0, 60"})
    void aJpeg2000OfTooManyPartsIsRefused(int precincts, int blocks, int layers) throws IOException {
        byte[] picture = bytes("bare.j2k");
        ByteBuffer.wrap(picture).putInt(8, 900).putInt(12, 900).putInt(24, 900).putInt(28, 900);
        int coding = new String(picture, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u0052");
        int behind = coding + 2 + picture[coding + 3];
        ByteBuffer file = ByteBuffer.allocate(coding + 15 + picture.length - behind);
        file.put(picture, 0, coding).putShort((short) 0xff52).putShort((short) 13);
        file.put((byte) 1).put((byte) 0).putShort((short) layers).put((byte) 1);
        file.put(new byte[] {0, (byte) blocks, (byte) blocks, 0, 1, (byte) precincts});
        file.put(picture, behind, picture.length - behind);
        assertRefused(file.array(), DocumentFault.TOO_LARGE);
    }

    @Test
    void whatAJpeg2000SaysInAnotherBoxDoesNotCount() throws IOException {
        byte[] boxed = bytes("boxed.jp2");
        int header = new String(boxed, StandardCharsets.ISO_8859_1).indexOf("jp2h") - 4;
        withTiles(boxed, new String(boxed, StandardCharsets.ISO_8859_1).indexOf("jp2c") + 4);
        byte[] bare = bytes("bare.j2k");
        ByteBuffer file = ByteBuffer.allocate(boxed.length + 8 + bare.length)
                .put(boxed, 0, header)
                .putInt(8 + bare.length)
                .put("free".getBytes(StandardCharsets.US_ASCII))
                .put(bare)
                .put(boxed, header, boxed.length - header);
        assertRefused(file.array(), DocumentFault.TOO_LARGE);
    }

    @Test
    void aBoxThatClaimsGigabytesIsRefused() throws IOException {
        byte[] boxed = bytes("boxed.jp2");
        int colours = new String(boxed, StandardCharsets.ISO_8859_1).indexOf("colr") - 4;
        ByteBuffer.wrap(boxed).putInt(colours, 1 << 30).put(colours + 8, (byte) 2);
        assertRefused(boxed, DocumentFault.TOO_LARGE);
    }

    @Test
    void aBoxShorterThanItsHeaderIsInvalid() throws IOException {
        byte[] boxed = bytes("boxed.jp2");
        int colours = new String(boxed, StandardCharsets.ISO_8859_1).indexOf("colr") - 4;
        ByteBuffer.wrap(boxed).putInt(colours, 4);
        assertRefused(boxed, DocumentFault.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"free", "xml "})
    void theLastBoxOfAJpeg2000MayGoOnToTheEnd(String type) throws Exception {
        byte[] boxed = bytes("boxed.jp2");
        ByteBuffer file = ByteBuffer.allocate(boxed.length + 40).put(boxed).putInt(0);
        file.put(type.getBytes(StandardCharsets.US_ASCII)).put(" ".repeat(32).getBytes(StandardCharsets.US_ASCII));
        assertCorners(draw(file.array()), 0xff0000, 0x00ff00, 0x0000ff, 0xffffff);
    }

    /** 900 by 900, each pixel a tile. */
    private static void withTiles(byte[] jpeg2000, int codestream) {
        ByteBuffer.wrap(jpeg2000)
                .putInt(codestream + 8, 900)
                .putInt(codestream + 12, 900)
                .putInt(codestream + 24, 1)
                .putInt(codestream + 28, 1);
    }

    /** A frame that is larger than the canvas. */
    @Test
    void aWebpLargerThanItSaysIsInvalid() throws IOException {
        byte[] plain = bytes("lossy.webp");
        ByteBuffer file = ByteBuffer.allocate(18 + plain.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(plain, 0, 12).put("VP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10);
        file.put(new byte[] {0, 0, 0, 0, 15, 0, 0, 15, 0, 0}).put(plain, 12, plain.length - 12);
        file.putInt(4, file.capacity() - 8).putShort(44, (short) 900).putShort(46, (short) 900);
        assertRefused(file.array(), DocumentFault.INVALID);
    }

    /** Encoders leave out of a frame what does not move. */
    @Test
    void aFrameOfAWebpMayBeLargerThanTheFirst() throws Exception {
        byte[] moving = bytes("moving.webp");
        moving[0x8c] = (byte) 0xff;
        assertCorners(draw(moving), 0xff0000, 0x00ff00, 0x0000ff, 0xffffff);
    }

    @Test
    void aPictureLargerThanItsFrameIsInvalid() throws IOException {
        byte[] moving = bytes("moving.webp");
        moving[0x3a] = 15;
        assertRefused(moving, DocumentFault.INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GIF89a", "RIFFxxxxWEBPVP8 ", "II*\0", "BM________\0\0\0\0\50\0\0\0", "\0\0\0\fjP  \r\n\u0087\n"
            })
    void aBeginningIsNoPicture(String start) {
        assertRefused(start.getBytes(StandardCharsets.ISO_8859_1), DocumentFault.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BM is how this letter begins, and it goes on", "RIFFxxxxWAVE", "\0\0\1\0"})
    void otherThingsAreOfNoKnownFormat(String start) {
        assertRefused(start.getBytes(StandardCharsets.ISO_8859_1), DocumentFault.UNSUPPORTED_FORMAT);
    }

    @Test
    void ofASizeThatIsGivenTwiceTheDecodersCounts() {
        assertRefused(
                tiff(0, field(256, 4, 1, 60_000), field(256, 4, 1, 10), field(257, 4, 1, 60_000)),
                DocumentFault.TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({"5, fraction", "12, double", "11, float", "2, text"})
    void aSizeThatIsNoWholeNumberIsRefused(int type) {
        assertRefused(tiff(0, field(256, type, 1, 10), field(257, 4, 1, 10)), DocumentFault.INVALID);
    }

    @Test
    void valuesThatClaimTheSameBytesAgainAndAgainAreRefused() {
        int[][] fields = new int[1000][];
        Arrays.setAll(fields, i -> field(1000 + i, 1, 10_000, 8));
        assertRefused(tiff(0, fields), DocumentFault.INVALID);
    }

    @Test
    void soAreThoseOfADirectoryBesideThePage() {
        byte[] file = tiff(0, field(256, 4, 1, 10), field(257, 4, 1, 10), field(34665, 4, 1, 100));
        ByteBuffer whole =
                ByteBuffer.allocate(120).order(ByteOrder.LITTLE_ENDIAN).put(file);
        whole.putShort(100, (short) 1)
                .putShort(102, (short) 1000)
                .putShort(104, (short) 1)
                .putInt(106, 1 << 30);
        assertRefused(whole.array(), DocumentFault.INVALID);
    }

    @Test
    void moreBytesInAPixelThanMemoryIsThereForAreNotDecoded() throws Exception {
        DocumentLimits tight = new DocumentLimits(5, 3000, 72, 32 << 20);
        try (OpenDocument document =
                DocumentOpener.open(Files.write(directory.resolve("picture"), samples(16, 16)), null, tight)) {
            assertThatExceptionOfType(PageFaultException.class).isThrownBy(() -> document.draw(0, 300));
        }
    }

    /** Their decoder goes by what they say, and would take gigabytes for a picture of a few pixels. */
    @ParameterizedTest
    @CsvSource({
        "7, 273, 4, 26000, 1, TOO_LARGE",
        "7, 324, 4, 26000, 1, TOO_LARGE",
        "6, 273, 3, 26000, 1, TOO_LARGE",
        "6, 513, 4, 26000, 1, TOO_LARGE",
        "7, 273, 9, 26000, 1, INVALID",
        "7, 273, 4, 16, 1000, TOO_LARGE"
    })
    void jpegsInATiffAreNoMoreThanPagesMayBe(
            int compression, int tag, int type, int side, int scans, DocumentFault fault) {
        byte[] jpeg = ManyScans.jpeg(side, side, scans);
        byte[] file = tiff(
                0,
                field(256, 3, 1, 16),
                field(257, 3, 1, 16),
                field(259, 3, 1, compression),
                field(tag, type, 1, 100),
                field(279, 4, 1, jpeg.length));
        assertRefused(
                ByteBuffer.allocate(100 + jpeg.length)
                        .put(file)
                        .position(100)
                        .put(jpeg)
                        .array(),
                fault);
    }

    @Test
    void whatIsBehindTheEndOfAJpegInATiffDoesNotCount() throws Exception {
        byte[] jpeg = ManyScans.jpeg(16, 16, 1);
        byte[] behind = ManyScans.jpeg(26000, 26000, 1);
        byte[] file = tiff(
                0,
                field(256, 3, 1, 16),
                field(257, 3, 1, 16),
                field(259, 3, 1, 7),
                field(273, 4, 1, 100),
                field(279, 4, 1, jpeg.length));
        ByteBuffer whole =
                ByteBuffer.allocate(100 + jpeg.length + behind.length).put(file);
        whole.position(100).put(jpeg).put(behind);
        try (OpenDocument document = open(whole.array())) {
            assertThat(document.pageSizes()).containsExactly(new PageSize(16, 16));
        }
    }

    /** 50 by 50, of so many samples of so many bits. */
    private static byte[] samples(int samples, int bits) {
        int length = 50 * 50 * samples * bits / 8;
        int[][] fields = {
            field(256, 3, 1, 50), field(257, 3, 1, 50), field(258, 3, samples, 200), field(259, 3, 1, 1),
            field(262, 3, 1, 2), field(273, 4, 1, 300), field(277, 3, 1, samples), field(278, 3, 1, 50),
            field(279, 4, 1, length), field(338, 3, samples - 3, 240)
        };
        ByteBuffer file = ByteBuffer.allocate(300 + length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(tiff(0, fields));
        for (int i = 0; i < samples; i++) {
            file.putShort(200 + 2 * i, (short) bits);
        }
        return file.array();
    }

    private static byte[] tiff(int next, int width, int height, int subfileType) {
        return tiff(next, field(254, 4, 1, subfileType), field(256, 4, 1, width), field(257, 4, 1, height));
    }

    /** One directory, followed by the one at the offset. */
    private static byte[] tiff(int next, int[]... fields) {
        ByteBuffer file = ByteBuffer.allocate(8 + 2 + fields.length * 12 + 4).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) fields.length);
        for (int[] field : fields) {
            file.putShort((short) field[0])
                    .putShort((short) field[1])
                    .putInt(field[2])
                    .putInt(field[3]);
        }
        return file.putInt(next).array();
    }

    private static int[] field(int tag, int type, int count, int value) {
        return new int[] {tag, type, count, value};
    }

    private void assertRefused(byte[] file, DocumentFault fault) {
        assertThatExceptionOfType(DocumentFaultException.class)
                .isThrownBy(() -> open(file).close())
                .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
    }

    private RgbImage draw(byte[] file) throws Exception {
        try (OpenDocument document = open(file)) {
            assertThat(document.pageSizes()).hasSize(1);
            RgbImage image = document.draw(0, 300).image();
            assertThat(document.pageSize(0)).isEqualTo(new PageSize(image.width(), image.height()));
            return image;
        }
    }

    private OpenDocument open(byte[] file) throws Exception {
        return DocumentOpener.open(Files.write(directory.resolve("picture"), file), null, LIMITS);
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(PictureFormatsTest.class.getResourceAsStream("/pictures/" + name))) {
            return in.readAllBytes();
        }
    }

    private static void assertCorners(RgbImage image, int... corners) {
        int right = image.width() - 9;
        int bottom = image.height() - 9;
        int[][] points = {{8, 8}, {right, 8}, {8, bottom}, {right, bottom}};
        for (int i = 0; i < points.length; i++) {
            int actual = pixel(image, points[i][0], points[i][1]);
            for (int shift = 0; shift <= 16; shift += 8) {
                assertThat(actual >> shift & 0xff)
                        .as("%06x for %06x", actual, corners[i])
                        .isBetween((corners[i] >> shift & 0xff) - 40, (corners[i] >> shift & 0xff) + 40);
            }
        }
    }

    private static int pixel(RgbImage image, int x, int y) {
        int at = 3 * (y * image.width() + x);
        return (image.rgb()[at] & 0xff) << 16 | (image.rgb()[at + 1] & 0xff) << 8 | (image.rgb()[at + 2] & 0xff);
    }
}
