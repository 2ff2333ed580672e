package dev.recto.worker.tesseract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recto.model.Block;
import dev.recto.model.Box;
import dev.recto.model.Confidence;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageFault;
import dev.recto.model.PageFlag;
import dev.recto.model.ReadOptions;
import dev.recto.tracing.Activity;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.ImagePage;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.PageRequest;
import dev.recto.worker.reader.ReadWord;
import dev.recto.worker.scan.Turn;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TesseractReaderTest {
    private static final String SENTENCE = "The quick brown fox jumps over the lazy dog near the river bank.";

    private final PageReader reader = DefaultTesseract.open();

    @AfterAll
    void close() {
        reader.close();
    }

    @ParameterizedTest
    @EnumSource(Turn.class)
    void turnsScansThatLieOnTheirSideOrHead(Turn turn) {
        RgbImage upright = page(10);
        RgbImage shown = turn.inverse().apply(upright);
        PageReading reading = read(shown, ReadOptions.DEFAULT);

        assertThat(reading.markdown()).startsWith(SENTENCE).hasSize(10 * (SENTENCE.length() + 1) - 1);
        assertThat(reading.flags().contains(PageFlag.ROTATED)).isEqualTo(turn != Turn.NONE);
        assertThat(reading.dimensions()).isEqualTo(new PageDimensions(shown.width(), shown.height(), 300));
        Box box = Objects.requireNonNull(reading.blocks().getFirst().box());
        assertThat(dark(shown, box)).isEqualTo(dark(shown, new Box(0, 0, shown.width(), shown.height())));
    }

    @Test
    void wordsAndBlocksAreSpansOfTheMarkdown() {
        PageReading reading = read(page(3), ReadOptions.DEFAULT);
        for (ReadWord word : reading.words()) {
            assertThat(reading.markdown().substring(word.start())).startsWith(word.text());
            assertThat(word.confidence()).isBetween(0.0, 1.0);
            assertThat(word.box().height()).isBetween(10, 60);
        }
        Block block = reading.blocks().getFirst();
        assertThat(reading.markdown().substring(block.start(), block.end())).isEqualTo(reading.markdown());
        Confidence confidence = Objects.requireNonNull(reading.confidence());
        assertThat(confidence.mean()).isBetween(0.8, 1.0);
        assertThat(confidence.minimum()).isBetween(0.0, confidence.mean());
    }

    @Test
    void anEmptyPageIsBlank() {
        PageReading reading = read(page(0), ReadOptions.DEFAULT);
        assertThat(reading.markdown()).isEmpty();
        assertThat(reading.flags()).containsExactly(PageFlag.BLANK);
        assertThat(reading.confidence()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 40000", "65535, 1", "1, 1000000", "4166667, 4", "32767, 20", "32768, 20"})
    void aPageOfAnySizeIsRead(int width, int height) {
        byte[] white = new byte[3 * width * height];
        Arrays.fill(white, (byte) 0xff);
        PageReading reading = read(new RgbImage(width, height, white), ReadOptions.DEFAULT);
        assertThat(reading.flags()).containsExactly(PageFlag.BLANK);
        assertThat(reading.dimensions()).isEqualTo(new PageDimensions(width, height, 300));
    }

    @Test
    void boxesOfAPageThatIsTooLongReferToThePage() {
        RgbImage page = page(10).placedOn(1600, 40_000, 0, 20_000, 255);
        PageReading reading = read(page, ReadOptions.DEFAULT);
        assertThat(reading.markdown()).contains("quick brown fox");
        Box box = Objects.requireNonNull(reading.blocks().getFirst().box());
        assertThat(box.top()).isBetween(20_000, 20_200);
        assertThat(box.bottom()).isLessThanOrEqualTo(21_100);
    }

    @Test
    void saysThatItFollowsNoInstructions() {
        ReadOptions prompted = new ReadOptions("Only the total", null, null, null, true, false, false);
        assertFails(() -> read(page(1), prompted), PageFault.UNSUPPORTED_OPTION);
    }

    @Test
    void stopsWhenAskedTo() {
        Cancellation cancellation = new Cancellation();
        cancellation.request(PageFault.CANCELLED);
        assertFails(() -> read(page(1), ReadOptions.DEFAULT, cancellation), PageFault.CANCELLED);
    }

    private static void assertFails(Runnable reading, PageFault fault) {
        assertThatExceptionOfType(PageFaultException.class)
                .isThrownBy(reading::run)
                .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
    }

    private PageReading read(RgbImage image, ReadOptions options) {
        return read(image, options, new Cancellation());
    }

    private PageReading read(RgbImage image, ReadOptions options, Cancellation cancellation) {
        return reader.read(new PageRequest(
                options, new ImagePage(image, 300), cancellation, (page, pictures) -> {}, Instant.MAX, Activity.NONE));
    }

    private static RgbImage page(int lines) {
        BufferedImage image = new BufferedImage(1600, 1100, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, 1600, 1100);
        g.setColor(Color.BLACK);
        g.setFont(new Font(Font.SERIF, Font.PLAIN, 44));
        for (int i = 0; i < lines; i++) {
            g.drawString(SENTENCE, 100, 150 + i * 64);
        }
        g.dispose();
        byte[] rgb = new byte[3 * 1600 * 1100];
        for (int i = 0; i < 1600 * 1100; i++) {
            rgb[3 * i] = rgb[3 * i + 1] = rgb[3 * i + 2] = (byte) image.getRGB(i % 1600, i / 1600);
        }
        return new RgbImage(1600, 1100, rgb);
    }

    private static int dark(RgbImage image, Box box) {
        int dark = 0;
        for (int y = box.top(); y < box.bottom(); y++) {
            for (int x = box.left(); x < box.right(); x++) {
                dark += (image.rgb()[3 * (y * image.width() + x)] & 0xff) < 100 ? 1 : 0;
            }
        }
        return dark;
    }
}
