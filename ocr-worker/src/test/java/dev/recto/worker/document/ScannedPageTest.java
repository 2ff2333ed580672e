package dev.recto.worker.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recto.model.PageDimensions;
import dev.recto.model.PageFault;
import dev.recto.model.PageSize;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.PageFaultException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A scan taken directly looks like the same page drawn. */
class ScannedPageTest {
    private static final DocumentLimits LIMITS = new DocumentLimits(1, 1_000_000, 72, 32 << 20);
    private static final PDRectangle PAGE = new PDRectangle(0, 0, 100, 140);

    static Stream<Arguments> placements() {
        Matrix upright = new Matrix(100, 0, 0, 140, 0, 0);
        Matrix mirrored = new Matrix(-100, 0, 0, 140, 100, 0);
        Matrix flipped = new Matrix(100, 0, 0, -140, 0, 140);
        Matrix turned = new Matrix(0, 140, -100, 0, 100, 0);
        return Stream.of(0, 90, 180, 270)
                .flatMap(rotation ->
                        Stream.of(upright, mirrored, flipped, turned).map(matrix -> Arguments.of(rotation, matrix)));
    }

    @ParameterizedTest
    @MethodSource("placements")
    void looksLikeThePageDrawn(int rotation, Matrix matrix) throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            PDPage page = page(pdf, LosslessFactory.createFromImage(pdf, picture()), matrix);
            page.setRotation(rotation);
            boolean sideways = rotation % 180 != 0;
            PageDimensions dimensions = new PageDimensions(sideways ? 140 : 100, sideways ? 100 : 140, 72);
            RgbImage direct = decode(page, dimensions).orElseThrow();
            BufferedImage drawn = new PDFRenderer(pdf).renderImage(0, 1, ImageType.RGB);
            assertThat(difference(direct, Pixels.fit(drawn, dimensions.width(), dimensions.height())))
                    .isLessThan(4);
        }
    }

    @Test
    void aJpegIsDecodedDirectly() throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            PDPage page =
                    page(pdf, JPEGFactory.createFromImage(pdf, picture(), 0.95f), new Matrix(100, 0, 0, 140, 0, 0));
            RgbImage direct = decode(page).orElseThrow();
            BufferedImage drawn = new PDFRenderer(pdf).renderImage(0, 1, ImageType.RGB);
            assertThat(difference(direct, Pixels.fit(drawn, 100, 140))).isLessThan(4);
        }
    }

    @Test
    void invisibleTextDoesNotCount() throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            PDPage page = scan(pdf);
            write(pdf, page, RenderingMode.NEITHER);
            assertThat(decode(page)).isPresent();
        }
    }

    @Test
    void aStampOnTheScanMakesItAPageToBeDrawn() throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            PDPage page = scan(pdf);
            write(pdf, page, RenderingMode.FILL);
            assertThat(decode(page)).isEmpty();
        }
    }

    @Test
    void aPictureWithMarginsIsNoScan() throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            PDPage page = page(pdf, LosslessFactory.createFromImage(pdf, picture()), new Matrix(80, 0, 0, 120, 10, 10));
            assertThat(decode(page)).isEmpty();
        }
    }

    @Test
    void twoPicturesAreNoScan() throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            PDPage page = scan(pdf);
            try (PDPageContentStream content =
                    new PDPageContentStream(pdf, page, PDPageContentStream.AppendMode.APPEND, false)) {
                content.drawImage(LosslessFactory.createFromImage(pdf, picture()), 10, 10, 20, 20);
            }
            assertThat(decode(page)).isEmpty();
        }
    }

    /** 200 by 280 pixels. */
    @ParameterizedTest
    @CsvSource({"8, 300", "17, 300", "20, 14", "70, 4"})
    void aPictureOnAPageOfAPostersSizeIsNotBlownUp(int inches, int dpi) throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            ScannedPage scan = ScannedPage.of(scan(pdf), new PageSize(72, 72 * inches), new OperandMeter())
                    .orElseThrow();
            assertThat(scan.dpi(300)).isEqualTo(dpi);
        }
    }

    /** Of one bit, on a sheet of A4: of a few thousand bytes it would make thousands of megabytes. */
    @ParameterizedTest
    @CsvSource({"300000, 1", "1, 300000", "50000000, 1"})
    void aPictureOfNoWidthIsRefused(int width, int height) throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            BufferedImage thread = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY);
            PDPage page = page(pdf, LosslessFactory.createFromImage(pdf, thread), new Matrix(100, 0, 0, 140, 0, 0));
            ScannedPage scan = ScannedPage.of(page, new PageSize(595, 842), new OperandMeter())
                    .orElseThrow();
            assertThatExceptionOfType(PageFaultException.class)
                    .isThrownBy(() -> scan.decode(
                            new PageDimensions(2480, 3508, 300), new DocumentLimits(1, 50_000_000, 72, 32 << 20)))
                    .withNoCause()
                    .matches(e -> e.fault() == PageFault.UNDRAWABLE);
        }
    }

    private static Optional<RgbImage> decode(PDPage page) throws IOException {
        return decode(page, new PageDimensions(100, 140, 72));
    }

    private static Optional<RgbImage> decode(PDPage page, PageDimensions dimensions) throws IOException {
        Optional<ScannedPage> scan =
                ScannedPage.of(page, new PageSize(dimensions.width(), dimensions.height()), new OperandMeter());
        return scan.isPresent() ? Optional.of(scan.get().decode(dimensions, LIMITS)) : Optional.empty();
    }

    private static PDPage scan(PDDocument pdf) throws IOException {
        return page(pdf, LosslessFactory.createFromImage(pdf, picture()), new Matrix(100, 0, 0, 140, 0, 0));
    }

    private static PDPage page(PDDocument pdf, PDImageXObject image, Matrix matrix) throws IOException {
        PDPage page = new PDPage(PAGE);
        pdf.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
            content.drawImage(image, matrix);
        }
        return page;
    }

    private static void write(PDDocument pdf, PDPage page, RenderingMode mode) throws IOException {
        try (PDPageContentStream content =
                new PDPageContentStream(pdf, page, PDPageContentStream.AppendMode.APPEND, false)) {
            content.beginText();
            content.setRenderingMode(mode);
            content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
            content.newLineAtOffset(10, 10);
            content.showText("PAID");
            content.endText();
        }
    }

    /** Smooth, and different in each corner. */
    private static BufferedImage picture() {
        BufferedImage image = new BufferedImage(200, 280, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        for (int y = 0; y < 280; y++) {
            for (int x = 0; x < 200; x++) {
                image.setRGB(x, y, new Color(x, y * 255 / 280, (x + y) / 2).getRGB());
            }
        }
        g.setColor(Color.WHITE);
        g.fillRect(20, 20, 60, 40);
        g.dispose();
        return image;
    }

    /** Mean difference of the samples. */
    private static double difference(RgbImage a, RgbImage b) {
        assertThat(a.width()).isEqualTo(b.width());
        long sum = 0;
        for (int i = 0; i < a.rgb().length; i++) {
            sum += Math.abs((a.rgb()[i] & 0xff) - (b.rgb()[i] & 0xff));
        }
        return (double) sum / a.rgb().length;
    }
}
