package dev.recto.worker.document;

import static dev.recto.worker.document.RawPdf.deflate;
import static dev.recto.worker.document.RawPdf.deflated;
import static dev.recto.worker.document.RawPdf.form;
import static dev.recto.worker.document.RawPdf.object;
import static dev.recto.worker.document.RawPdf.page;
import static dev.recto.worker.document.RawPdf.stream;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recto.model.PageFault;
import dev.recto.worker.reader.PageFaultException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pages made to take forever or to fill the memory: the answer is typed, and no thread goes on with them. Not one may hang, or
 * the guard would say that the process is beyond help.
 */
@Timeout(120)
class HostileContentTest {
    private static final int EVERY = Boolean.getBoolean("recto.thorough") ? 1 : 3;
    private static final String PICTURE = "q 100 0 0 100 0 0 cm /I Do Q";
    private static final String JBIG2 =
            "/Width 9 /Height 9 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /JBIG2Decode";
    private static final String FONT = "/Font << /F 5 0 R >>";
    private static final int[] JBIG2_WITH_A_LARGE_PART = {
        0, 0, 0, 0, 0x30, 0, 1, 0, 0, 0, 19, 0, 0, 0, 9, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 38, 0,
        1, 0, 0, 0, 26, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 255, 253, 255, 2, 254, 254, 254, 1, 2
    };

    private static final String GRAY = " /BitsPerComponent 8 /ColorSpace /DeviceGray";

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void areUndrawable(String name, Supplier<byte[]> file) throws Exception {
        try (OpenedDocuments documents = new OpenedDocuments(directory, Duration.ofSeconds(5))) {
            documents.probe(file.get());
            assertThatExceptionOfType(PageFaultException.class)
                    .isThrownBy(() -> documents.draw(0))
                    .matches(e -> e.fault() == PageFault.UNDRAWABLE)
                    .matches(e -> !(e.getCause() instanceof OutOfMemoryError), "refused before there was no memory");
            assertNothingHangs(documents);
        }
    }

    /** Every third one; all of them where the check is to be thorough. */
    static Stream<Arguments> areUndrawable() {
        List<Arguments> all = undrawable().toList();
        return IntStream.iterate(0, index -> index < all.size(), index -> index + EVERY)
                .mapToObj(all::get);
    }

    private static Stream<Arguments> undrawable() {
        return Stream.of(
                of("2 GB of operators", () -> page("", deflated("", "q Q\n".repeat(25_000), 20_000))),
                of("2 GB of spaces", () -> page("", deflated("", "    ".repeat(25_000), 20_000))),
                of("much content in parts", HostileContentTest::parts),
                of("deflated twice", HostileContentTest::deflatedTwice),
                of("states that are saved and never restored", () -> page("", deflated("", "q\n", 1_000_000))),
                of("numbers without an operator", () -> page("", deflated("", "1.5 ".repeat(1000), 7700))),
                of("10 to the 10 rectangles", () -> nested(5, 100)),
                of("forms in forms, two each", () -> nested(40, 2)),
                of("a form that draws itself", HostileContentTest::formOfItself),
                of("a million lines in one path", () -> page("", stream("", lines(1_000_000, "S")))),
                of("a clip of ten thousand lines", () -> page("", stream("", lines(10_000, "W n 0 0 9 9 re f")))),
                of("a Type 3 glyph made of itself", HostileContentTest::glyphOfItself),
                of("a pattern filled with itself", HostileContentTest::patternOfItself),
                of("a soft mask under itself", HostileContentTest::softMaskOfItself),
                of("a long program for each pixel", HostileContentTest::program),
                of("a function of a thousand million samples", () -> samples("30000 30000")),
                of("a function of a thousand million numbers, a thousand from each", HostileContentTest::outputs),
                of("a function of thirty numbers", () -> samples("2 ".repeat(30))),
                of("a function made of itself", HostileContentTest::functionOfItself),
                of("a mesh of very many triangles", HostileContentTest::mesh),
                of("a picture that unpacks to more than it shows", HostileContentTest::pictureBomb),
                of(
                        "a fax of impossible size",
                        () -> picture(
                                "/Height 100000 /Width 100000 /BitsPerComponent 1"
                                        + " /ColorSpace /DeviceGray /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 100000 >>")),
                of("a fax of rows without an end", () -> fax("500000000")),
                of(
                        "rows of a thousand gigabytes, each told from the last",
                        () -> rows(
                                "/DecodeParms << /Predictor 15 /Columns 2000000000 /Colors 32 /BitsPerComponent 16 >>")),
                of(
                        "such rows, of which something smaller is said as well",
                        () -> rows("/DecodeParms << /Predictor 15 >> /DP << /Predictor 15 /Columns 2000000000 >>")),
                of(
                        "rows of a pixel as deep as the sea",
                        () -> rows("/DecodeParms << /Predictor 15 /BitsPerComponent 2147483632 >>")),
                of("rows of no depth", () -> rows("/DecodeParms << /Predictor 15 /BitsPerComponent 0 >>")),
                of("a mask larger than any picture", () -> mask(1, 1, 5000, 5000)),
                of("a mask as high as its picture is wide", () -> mask(100_000, 1, 1, 100_000)),
                of(
                        "a JBIG2 picture larger than it says",
                        () -> picture(JBIG2, 0, 0, 0, 0, 0x30, 0, 1, 0, 0, 0, 19, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0)),
                of(
                        "a JPEG 2000 picture larger than it says",
                        () -> picture(
                                "/Width 9 /Height 9 /Filter /JPXDecode",
                                0xff,
                                0x4f,
                                0xff,
                                0x51,
                                0,
                                41,
                                0,
                                0,
                                0,
                                1,
                                0,
                                0,
                                0,
                                1,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0)),
                of("a JBIG2 picture with a part larger than it is", () -> picture(JBIG2, JBIG2_WITH_A_LARGE_PART)),
                of("one that is a file by itself", () -> picture(JBIG2, afterHeader(JBIG2_WITH_A_LARGE_PART))),
                of(
                        "a JBIG2 picture that refers to half a thousand million parts",
                        () -> picture(JBIG2, 0, 0, 0, 0, 0x30, 0xe0 | 31, 255, 255, 255, 0)),
                of(
                        "one whose shared parts are larger than it is",
                        () -> sharedJbig2("/DecodeParms << /JBIG2Globals 6 0 R >> ")),
                of(
                        "one that names other parts as well",
                        () -> sharedJbig2("/DecodeParms << >> /DP << /JBIG2Globals 6 0 R >> ")),
                of(
                        "content that is a JPEG 2000 picture",
                        () -> page("", stream("/Filter /JPXDecode", new byte[] {
                            -1, 0x4f, -1, 0x51, 0, 41, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0
                        }))),
                of("a font of two thousand million widths", () -> wide(FONT, "/F 9 Tf")),
                of("a font whose first width is cut", () -> wide(FONT, "/F 9 Tf", "4294967296 2147483647 1")),
                of(
                        "a font whose first width is the least there is",
                        () -> wide(FONT, "/F 9 Tf", "-99999999999999999999.5 0 1")),
                of("a font whose widths are read out of step", () -> wide(FONT, "/F 9 Tf", "1 /X 5 0 2147483647 1")),
                of("a glyph of two, each of two, and so on", () -> glyphs(NestedGlyphs.font(100))),
                of("a glyph whose points would fill the memory", () -> glyphs(NestedGlyphs.font(20))),
                of("such a font in a state", () -> wide("/ExtGState << /G << /Font [5 0 R 9] >> >>", "/G gs")),
                of("a JPEG file of a hundred thousand scans", () -> ManyScans.jpeg(100_000)),
                of("a page that is such a JPEG", () -> scans("", "612 0 0 792 0 0 cm /I Do")),
                of("a page with such a JPEG", () -> scans("/Decode [1 0]", PICTURE)),
                of("a JPEG far larger than it says", () -> largeJpeg("/Decode [1 0]", PICTURE)),
                of("a page that is such a JPEG as well", () -> largeJpeg("", "100 0 0 100 0 0 cm /I Do")),
                of("a deflated JPEG that unpacks to 2 GB", HostileContentTest::deflatedJpeg),
                of("an inline picture that unpacks to 2 GB", HostileContentTest::inlineBomb),
                of(
                        "one of rows without an end, each told from the last",
                        () -> inline("/F /Fl /DP << /Predictor 12 /Columns 250000000 >>", deflate("x", 1000))),
                of(
                        "one that is a fax of rows without an end",
                        () -> inline("/F /CCF /DP << /K -1 /Columns 500000000 >>", new byte[9])),
                of(
                        "one that is a JPEG far larger than it says",
                        () -> inline("/F /DCT", ManyScans.jpeg(26_000, 26_000, 1))),
                of("one that is a JPEG 2000 picture", () -> inline("/F /JPXDecode", new byte[9])),
                of("one that is a JBIG2 picture", () -> inline("/F [/JBIG2Decode]", new byte[9])),
                of(
                        "an inline picture of impossible size",
                        () -> page(
                                "", stream("", "q 9 0 0 9 0 0 cm BI /W 100000 /H 100000 /BPC 8 /CS /RGB ID xx EI Q"))),
                of(
                        "a picture of negative size",
                        () -> page("", stream("", "q 9 0 0 9 0 0 cm BI /W -5 /H 5 /BPC 8 /CS /RGB ID xx EI Q"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void areDrawnAllTheSame(String name, Supplier<byte[]> file) throws Exception {
        try (OpenedDocuments documents = new OpenedDocuments(directory, Duration.ofSeconds(60))) {
            documents.probe(file.get());
            assertThat(documents.draw(0).dimensions().width()).isPositive();
            assertNothingHangs(documents);
        }
    }

    static Stream<Arguments> areDrawnAllTheSame() {
        String far = "0 0 m 1000000000 1000000000 l S";
        return Stream.of(
                of("dashes far too fine", () -> page("", stream("", "[0.00001] 0 d " + far))),
                of("a long dashed line", () -> page("", stream("", "[3 3] 0 d " + far))),
                of("very many clips", () -> page("", stream("", "0 0 90 90 re W n\n".repeat(50_000) + "0 0 9 9 re f"))),
                of("very many lines, each drawn", () -> page("", stream("", "0 0 m 9 9 l S\n".repeat(50_000)))),
                of("a glyph that is twice itself", () -> glyphs(NestedGlyphs.ofItself())),
                of("glyphs in glyphs, few", () -> glyphs(NestedGlyphs.font(5))),
                of("a pattern of no size", () -> pattern("0.00001", "0 0 5 5 re f")),
                of("a pattern far larger than the page", () -> pattern("30000", "0 0 5 5 re f")),
                of(
                        "an inline picture without an end",
                        () -> page(
                                "",
                                stream(
                                        "",
                                        "q 9 0 0 9 0 0 cm BI /W 10 /H 10 /BPC 8 /CS /RGB ID "
                                                + "x".repeat(1_000_000)))));
    }

    @Test
    void aChainOfGlyphsIsNotFollowedToItsEnd() throws Exception {
        try (OpenedDocuments documents = new OpenedDocuments(directory, Duration.ofSeconds(60))) {
            documents.probe(glyphs(NestedGlyphs.font(20_000)));
            assertThatExceptionOfType(PageFaultException.class)
                    .isThrownBy(() -> documents.draw(0))
                    .withNoCause();
        }
    }

    /** Each would keep all of it. */
    @Test
    void thirtyFontsOfOnePaddedFile() throws Exception {
        try (OpenedDocuments documents = new OpenedDocuments(directory, Duration.ofSeconds(60))) {
            documents.probe(fonts(30, 31 << 20));
            assertThatExceptionOfType(PageFaultException.class)
                    .isThrownBy(() -> documents.draw(0))
                    .withNoCause()
                    .matches(e -> e.fault() == PageFault.UNDRAWABLE);
            assertThatExceptionOfType(PageFaultException.class)
                    .isThrownBy(() -> documents.textLayer(0))
                    .withNoCause();
        }
    }

    @Test
    void thirtyFontsOfOneFileAreDrawn() throws Exception {
        try (OpenedDocuments documents = new OpenedDocuments(directory, Duration.ofSeconds(60))) {
            documents.probe(fonts(30, 1 << 20));
            assertThat(documents.draw(0).image().rgb()).contains(0);
        }
    }

    private static byte[] fonts(int count, int bytes) {
        StringBuilder names = new StringBuilder("/Font <<");
        StringBuilder text = new StringBuilder("BT ");
        byte[][] objects = new byte[count + 2][];
        for (int i = 0; i < count; i++) {
            names.append(" /F").append(i).append(' ').append(5 + i).append(" 0 R");
            text.append("/F").append(i).append(" 50 Tf <0002> Tj ");
            objects[i] = object(
                    "<< /Type /Font /Subtype /Type0 /BaseFont /Nested /Encoding /Identity-H /DescendantFonts [ << /Type /Font"
                            + " /Subtype /CIDFontType2 /BaseFont /Nested /CIDToGIDMap /Identity /FontDescriptor "
                            + (5 + count) + " 0 R"
                            + " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >> ] >>");
        }
        byte[] font = NestedGlyphs.cutOff();
        objects[count] =
                object("<< /Type /FontDescriptor /FontName /Nested /Flags 4 /FontFile2 " + (6 + count) + " 0 R >>");
        objects[count + 1] = deflated("", new String(font, ISO_8859_1) + "\0".repeat(bytes - font.length), 1);
        return page(names.append(" >>").toString(), stream("", text.append("ET").toString()), objects);
    }

    @Test
    void aDamagedGlyphIsNotDrawnAndTheNextIs() throws Exception {
        try (OpenedDocuments documents = new OpenedDocuments(directory, Duration.ofSeconds(60))) {
            documents.probe(glyphs(NestedGlyphs.cutOff(), "<00010002>"));
            assertThat(documents.draw(0).image().rgb()).contains(0);
        }
    }

    private static void assertNothingHangs(OpenedDocuments documents) {
        assertThat(documents.abandoned()).isZero();
        assertThat(documents.exhausted).hasValue(0);
    }

    private static Arguments of(String name, Supplier<byte[]> file) {
        return Arguments.of(name, file);
    }

    private static byte[] parts() {
        return RawPdf.of(
                object("<< /Type /Catalog /Pages 2 0 R >>"),
                object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
                object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents [" + "4 0 R ".repeat(30) + "] >>"),
                deflated("", "q Q\n".repeat(250), 31_000));
    }

    private static byte[] deflatedTwice() {
        String once = new String(deflate("q Q\n".repeat(25_000), 2000), ISO_8859_1);
        return page("", stream("/Filter [/FlateDecode /FlateDecode]", deflate(once, 1)));
    }

    private static byte[] nested(int levels, int times) {
        byte[][] forms = new byte[levels][];
        for (int i = 0; i < levels; i++) {
            forms[i] = i == levels - 1
                    ? stream(form(""), "0 0 9 9 re f\n".repeat(times))
                    : stream(form("/XObject << /F " + (6 + i) + " 0 R >>"), "/F Do\n".repeat(times));
        }
        return page("/XObject << /F 5 0 R >>", stream("", "/F Do\n".repeat(times)), forms);
    }

    private static byte[] formOfItself() {
        String self = "/XObject << /F 5 0 R >>";
        return page(self, stream("", "/F Do"), stream(form(self), "/F Do /F Do"));
    }

    private static String lines(int count, String end) {
        Random random = new Random(1);
        StringBuilder lines = new StringBuilder("0 0 m\n");
        for (int i = 0; i < count; i++) {
            lines.append(random.nextInt(100))
                    .append(' ')
                    .append(random.nextInt(100))
                    .append(" l\n");
        }
        return lines.append(end).toString();
    }

    private static byte[] glyphOfItself() {
        return page(
                "/Font << /T 5 0 R >>",
                stream("", "BT /T 10 Tf (aaaa) Tj ET"),
                object(
                        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 10 10] /FontMatrix [0.1 0 0 0.1 0 0] /FirstChar 97"
                                + " /LastChar 97 /Widths [10] /Encoding << /Differences [97 /a] >> /CharProcs << /a 6 0 R >>"
                                + " /Resources << /Font << /T 5 0 R >> >> >>"),
                stream("", "10 0 d0 BT /T 1 Tf (aa) Tj ET"));
    }

    private static byte[] patternOfItself() {
        return page(
                "/Pattern << /P 5 0 R >>",
                stream("", "/Pattern cs /P scn 0 0 99 99 re f"),
                stream(tiles("10", "/Pattern << /P 5 0 R >>"), "/Pattern cs /P scn 0 0 99 99 re f"));
    }

    private static byte[] pattern(String step, String content) {
        return page(
                "/Pattern << /P 5 0 R >>",
                stream("", "/Pattern cs /P scn 0 0 99 99 re f"),
                stream(tiles(step, ""), content));
    }

    private static String tiles(String step, String resources) {
        return "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 10 10] /XStep " + step + " /YStep "
                + step + " /Resources << " + resources + " >>";
    }

    private static byte[] softMaskOfItself() {
        String states = "/ExtGState << /G << /SMask << /S /Luminosity /G 5 0 R >> >> >>";
        return page(
                states,
                stream("", "/G gs 0 0 99 99 re f"),
                stream("/Group << /S /Transparency /CS /DeviceGray >> " + form(states), "/G gs 0 0 99 99 re f"));
    }

    private static byte[] program() {
        return page(
                "/Shading << /S << /ShadingType 1 /ColorSpace /DeviceGray /Domain [0 99 0 99] /Function 5 0 R >> >>",
                stream("", "/S sh"),
                stream(
                        "/FunctionType 4 /Domain [0 99 0 99] /Range [0 1]",
                        "{ pop " + "dup sin cos exch pop ".repeat(2500) + "}"));
    }

    private static byte[] functionOfItself() {
        return page(
                "/Shading << /S << /ShadingType 2 /Coords [0 0 9 9] /ColorSpace /DeviceGray /Function 5 0 R >> >>",
                stream("", "/S sh"),
                object("<< /FunctionType 3 /Domain [0 1] /Functions [5 0 R 5 0 R] /Bounds [0.5] /Encode [0 1 0 1] >>"));
    }

    private static byte[] mesh() {
        return page(
                "/Shading << /S 5 0 R >>",
                stream("", "/S sh"),
                deflated(
                        "/ShadingType 4 /ColorSpace /DeviceGray /BitsPerCoordinate 8 /BitsPerComponent 8 /BitsPerFlag 8"
                                + " /Decode [0 99 0 99 0 1]",
                        "\0\0\0\1\0\u00ff\0\2\0\0\u00ff\3",
                        100_000));
    }

    private static byte[] pictureBomb() {
        String size = "/Type /XObject /Subtype /Image /Width 9 /Height 9" + GRAY;
        return page("/XObject << /I 5 0 R >>", stream("", PICTURE), deflated(size, "x".repeat(100_000), 10_000));
    }

    private static byte[] fax(String columns) {
        return picture("/Height 1 /Width 9 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /CCITTFaxDecode"
                + " /DecodeParms << /K -1 /Columns " + columns + " >>");
    }

    private static byte[] rows(String parameters) {
        return page(
                "/XObject << /I 5 0 R >>",
                stream("", PICTURE),
                deflated("/Type /XObject /Subtype /Image /Width 9 /Height 9 " + GRAY + " " + parameters, "x", 1000));
    }

    private static byte[] scans(String entries, String content) {
        return RawPdf.page(
                "/MediaBox [0 0 612 792]",
                "/XObject << /I 5 0 R >>",
                stream("", content),
                stream(
                        "/Type /XObject /Subtype /Image /Width " + ManyScans.WIDTH + " /Height " + ManyScans.HEIGHT
                                + GRAY + " /Filter /DCTDecode " + entries,
                        ManyScans.jpeg(100_000)));
    }

    /** It says in the PDF that it is small. */
    private static byte[] largeJpeg(String entries, String content) {
        return page(
                "/XObject << /I 5 0 R >>",
                stream("", content),
                stream(
                        "/Type /XObject /Subtype /Image /Width 9 /Height 9" + GRAY + " /Filter /DCTDecode " + entries,
                        ManyScans.jpeg(26_000, 26_000, 1)));
    }

    private static byte[] deflatedJpeg() {
        return page(
                "/XObject << /I 5 0 R >>",
                stream("", "100 0 0 100 0 0 cm /I Do"),
                stream(
                        "/Type /XObject /Subtype /Image /Width 9 /Height 9" + GRAY
                                + " /Filter [/FlateDecode /DCTDecode]",
                        deflate("x".repeat(100_000), 20_000)));
    }

    private static byte[] inlineBomb() {
        return inline("/F /Fl", deflate("x".repeat(100_000), 20_000));
    }

    /** A pixel, so it says. */
    private static byte[] inline(String entries, byte[] data) {
        String picture = "q 9 0 0 9 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G " + entries + " ID ";
        return page("", stream("", picture + new String(data, ISO_8859_1) + "\nEI Q"));
    }

    private static byte[] wide(String resources, String operator) {
        return wide(resources, operator, "0 2000000000 500");
    }

    private static byte[] wide(String resources, String operator, String widths) {
        return page(
                resources,
                stream("", "BT " + operator + " <0001> Tj ET"),
                object(
                        "<< /Type /Font /Subtype /Type0 /BaseFont /Arial /Encoding /Identity-H /DescendantFonts [6 0 R] >>"),
                object("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial /W [" + widths + "]"
                        + " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"));
    }

    private static byte[] mask(int width, int height, int widthOfMask, int heightOfMask) {
        String picture = "/Type /XObject /Subtype /Image" + GRAY + " /Width ";
        return page(
                "/XObject << /I 5 0 R >>",
                stream("", PICTURE),
                deflated(picture + width + " /Height " + height + " /SMask 6 0 R", "x", (long) width * height),
                deflated(
                        picture + widthOfMask + " /Height " + heightOfMask,
                        "x".repeat(1000),
                        (long) widthOfMask * heightOfMask / 1000));
    }

    private static byte[] samples(String sizes) {
        int inputs = sizes.strip().split(" ").length;
        return page(
                "/ColorSpace << /C [/DeviceN [" + "/a ".repeat(inputs) + "] /DeviceGray 5 0 R] >>",
                stream("", "/C cs " + "0.5 ".repeat(inputs) + "scn 0 0 9 9 re f"),
                stream(
                        "/FunctionType 0 /Domain [" + "0 1 ".repeat(inputs) + "] /Range [0 1] /Size [" + sizes
                                + "] /BitsPerSample 8",
                        "x"));
    }

    private static byte[] outputs() {
        return page(
                "/Shading << /S << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 99 99] /Function 5 0 R >> >>",
                stream("", "/S sh"),
                stream(
                        "/FunctionType 0 /Domain [0 1] /Range [" + "0 1 ".repeat(1000)
                                + "] /Size [1000000] /BitsPerSample 8",
                        "x"));
    }

    private static byte[] glyphs(byte[] font) {
        return glyphs(font, "<0001>");
    }

    private static byte[] glyphs(byte[] font, String text) {
        return page(
                FONT,
                stream("", "BT /F 50 Tf " + text + " Tj ET"),
                object(
                        "<< /Type /Font /Subtype /Type0 /BaseFont /Nested /Encoding /Identity-H /DescendantFonts [6 0 R] >>"),
                object(
                        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Nested /CIDToGIDMap /Identity /FontDescriptor 7 0 R"
                                + " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"),
                object("<< /Type /FontDescriptor /FontName /Nested /Flags 4 /FontFile2 8 0 R >>"),
                stream("", font));
    }

    private static byte[] picture(String entries, int... bytes) {
        byte[] code = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            code[i] = (byte) bytes[i];
        }
        return page(
                "/XObject << /I 5 0 R >>",
                stream("", PICTURE),
                stream("/Type /XObject /Subtype /Image " + entries, code));
    }

    private static byte[] sharedJbig2(String parameters) {
        byte[] parts = new byte[JBIG2_WITH_A_LARGE_PART.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = (byte) JBIG2_WITH_A_LARGE_PART[i];
        }
        return page(
                "/XObject << /I 5 0 R >>",
                stream("", PICTURE),
                stream("/Type /XObject /Subtype /Image " + parameters + JBIG2, new byte[0]),
                stream("", parts));
    }

    private static int[] afterHeader(int[] parts) {
        int[] header = {0x97, 0x4a, 0x42, 0x32, 0x0d, 0x0a, 0x1a, 0x0a, 1, 0, 0, 0, 1};
        int[] file = Arrays.copyOf(header, header.length + parts.length);
        System.arraycopy(parts, 0, file, header.length, parts.length);
        return file;
    }
}
