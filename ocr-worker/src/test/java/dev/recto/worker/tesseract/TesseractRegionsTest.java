package dev.recto.worker.tesseract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.ModelCapability;
import dev.recto.model.PageFault;
import dev.recto.model.PageFlag;
import dev.recto.model.Picture;
import dev.recto.model.ReadOptions;
import dev.recto.tracing.Activity;
import dev.recto.worker.detector.Detection;
import dev.recto.worker.detector.Label;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.onnx.Stop;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.ImagePage;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.PageRequest;
import dev.recto.worker.regions.Region;
import dev.recto.worker.regions.RegionFilter;
import dev.recto.worker.regions.RegionFinder;
import dev.recto.worker.scan.GrayImage;
import dev.recto.worker.scan.Turn;
import java.awt.Color;
import java.awt.Font;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Regions that a finder tells of, read one by one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TesseractRegionsTest {
    private static final String SENTENCE = "The quick brown fox jumps over the lazy dog near the river bank.";
    private static final String SHORT_SENTENCE = "The quick brown fox jumps over the lazy dog.";
    private static final int DARK = 100;

    private Function<RgbImage, List<Detection>> finder = page -> List.of();
    private final List<RgbImage> shown = new ArrayList<>();
    private final PageReader reader = DefaultTesseract.open(new RegionFinder() {
        @Override
        public List<Region> regions(RgbImage page, Stop stop, Activity activity) {
            stop.throwIfRequested();
            shown.add(page);
            return new RegionFilter(page.width(), page.height()).regions(finder.apply(page));
        }

        @Override
        public Set<PageFlag> flags() {
            return Set.of(PageFlag.INT8_LAYOUT);
        }

        @Override
        public void close() {}
    });

    @BeforeEach
    void forget() {
        shown.clear();
    }

    @AfterAll
    void close() {
        reader.close();
    }

    private static Detection found(int order, Label label, int left, int top, int right, int bottom) {
        return new Detection(order, label, 0.5 + 0.01 * order, order, new Detection.Bounds(left, top, right, bottom));
    }

    /** Tells of one region of text around all ink. */
    private static List<Detection> ink(RgbImage page) {
        int left = page.width();
        int top = page.height();
        int right = 0;
        int bottom = 0;
        for (int i = 0; i < page.rgb().length; i += 3) {
            if ((page.rgb()[i] & 0xff) < DARK) {
                int x = i / 3 % page.width();
                int y = i / 3 / page.width();
                left = Math.min(left, x);
                right = Math.max(right, x + 1);
                top = Math.min(top, y);
                bottom = Math.max(bottom, y + 1);
            }
        }
        return List.of(found(0, Label.TEXT, left, top, right, bottom));
    }

    private PageReading read(RgbImage page) {
        return read(page, new Cancellation());
    }

    private PageReading read(RgbImage page, Cancellation cancellation) {
        return reader.read(new PageRequest(
                ReadOptions.DEFAULT,
                new ImagePage(page, 200),
                cancellation,
                (raster, pictures) -> {},
                Instant.MAX,
                Activity.NONE));
    }

    private static String text(PageReading reading, Block block) {
        return reading.markdown().substring(block.start(), block.end());
    }

    @Test
    void aRegionIsWhatItsLabelSays() {
        RegionSheet sheet = new RegionSheet()
                .text("Harbour Library Quarterly", 100, 80)
                .text("Visitors and loans", 100, 200)
                .text("People at the door and items lent at the", 100, 320)
                .text("desk are counted, others are not.", 100, 380)
                .picture(100, 450, 200)
                .text("Winter", 100, 800)
                .text("18204", 700, 800)
                .text("Spring", 100, 870)
                .text("21977", 700, 870)
                .text("A round picture", 100, 720)
                .text("page 17", 100, 1350);
        finder = page -> List.of(
                found(0, Label.FOOTER, 90, 1305, 400, 1370),
                found(1, Label.HEADER, 90, 35, 800, 100),
                found(2, Label.PARAGRAPH_TITLE, 90, 155, 700, 220),
                found(3, Label.TEXT, 90, 275, 1200, 400),
                found(4, Label.IMAGE, 95, 445, 305, 655),
                found(5, Label.FIGURE_TITLE, 90, 675, 500, 740),
                found(6, Label.TABLE, 90, 755, 900, 890));

        PageReading reading = read(sheet.pixels());

        assertThat(reading.blocks())
                .extracting(Block::type)
                .containsExactly(
                        BlockType.HEADER,
                        BlockType.TITLE,
                        BlockType.TEXT,
                        BlockType.IMAGE,
                        BlockType.CAPTION,
                        BlockType.TABLE,
                        BlockType.FOOTER);
        assertThat(reading.markdown()).isEqualTo("""
                        Harbour Library Quarterly

                        ## Visitors and loans

                        People at the door and items lent at the desk are counted, others are not.

                        ![img-0.jpeg](img-0.jpeg)

                        A round picture

                        | Winter | 18204 |
                        | --- | --- |
                        | Spring | 21977 |

                        page 17""");
        assertThat(reading.pictures()).containsExactly(new Picture(new Box(95, 445, 305, 655)));
        assertThat(reading.blocks())
                .extracting(Block::typeConfidence)
                .containsExactly(0.51, 0.52, 0.53, 0.54, 0.55, 0.56, 0.5);
        assertThat(reading.words())
                .allSatisfy(word ->
                        assertThat(reading.markdown().substring(word.start())).startsWith(word.text()));
        assertThat(reader.model().capabilities()).contains(ModelCapability.REGIONS);
    }

    /** As in two columns: the order is the finder's, whatever lies above what. */
    @Test
    void regionsComeInTheirOrder() {
        finder = page -> List.of(found(0, Label.TEXT, 90, 400, 800, 480), found(1, Label.TEXT, 90, 100, 800, 180));

        PageReading reading = read(new RegionSheet()
                .text("lower text", 100, 450)
                .text("upper text", 100, 150)
                .pixels());

        assertThat(reading.markdown()).isEqualTo("lower text\n\nupper text");
    }

    @Test
    void aTableWithoutColumnsIsText() {
        finder = page -> List.of(found(0, Label.TABLE, 90, 100, 1580, 200));

        PageReading reading =
                read(new RegionSheet().text("One cell only", 100, 160).pixels());

        assertThat(reading.markdown()).isEqualTo("One cell only");
    }

    @Test
    void whatNobodyFoundIsNotRead() {
        finder = page -> List.of(found(0, Label.TEXT, 90, 100, 800, 180));

        PageReading reading = read(new RegionSheet()
                .text("found text", 100, 150)
                .text("lost text", 100, 600)
                .pixels());

        assertThat(reading.markdown()).isEqualTo("found text");
    }

    @Test
    void aPageOfWhichNothingWasFoundIsReadWhole() {
        RgbImage page = new RegionSheet()
                .text(SENTENCE, 100, 150)
                .text(SENTENCE, 100, 210)
                .pixels();
        List<Function<RgbImage, List<Detection>>> finders = new ArrayList<>();
        finders.add(image -> List.of());
        finders.add(image -> List.of(found(0, Label.HEADER, 90, 100, 800, 180)));
        finders.add(image -> List.of(found(0, Label.TEXT, 90, 100, 90, 180)));
        for (Function<RgbImage, List<Detection>> each : finders) {
            finder = each;
            assertThat(read(page).markdown()).isEqualTo(SENTENCE + " " + SENTENCE);
        }
    }

    @Test
    void aBlankPageStaysBlankWhateverIsFoundOnIt() {
        finder = page -> List.of(found(0, Label.TEXT, 90, 100, 800, 180), found(1, Label.IMAGE, 90, 300, 800, 900));

        PageReading reading = read(new RegionSheet().pixels());

        assertThat(reading.flags()).containsExactly(PageFlag.BLANK);
        assertThat(reading.markdown()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NONE", "RIGHT", "HALF", "LEFT"})
    void aPageThatLiesWrongIsTurned(Turn turn) {
        RegionSheet sheet = new RegionSheet();
        for (int line = 0; line < 10; line++) {
            sheet.text(SENTENCE, 100, 150 + 64 * line);
        }
        GrayImage turned = turn.apply(GrayImage.of(sheet.pixels()));
        finder = TesseractRegionsTest::ink;

        PageReading reading = read(turned.rgb());

        assertThat(reading.markdown()).startsWith(SENTENCE).hasSize(10 * (SENTENCE.length() + 1) - 1);
        assertThat(reading.flags().contains(PageFlag.ROTATED)).isEqualTo(turn != Turn.NONE);
        assertHoldsAllInk(turned.rgb(), reading);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-4, 6})
    void aPageThatWasLaidDownAskewIsReadLevel(double degrees) {
        RegionSheet sheet = new RegionSheet();
        sheet.graphics.rotate(Math.toRadians(degrees), RegionSheet.WIDTH / 2.0, RegionSheet.HEIGHT / 2.0);
        for (int line = 0; line < 10; line++) {
            sheet.text(SHORT_SENTENCE, 200, 350 + 64 * line);
        }
        finder = TesseractRegionsTest::ink;

        PageReading reading = read(sheet.pixels());

        assertThat(reading.markdown()).isEqualTo(String.join(" ", Collections.nCopies(10, SHORT_SENTENCE)));
        assertHoldsAllInk(sheet.pixels(), reading);
    }

    private static void assertHoldsAllInk(RgbImage page, PageReading reading) {
        Detection.Bounds ink = ink(page).getFirst().bounds();
        Box box = Objects.requireNonNull(reading.blocks().getFirst().box());
        assertThat(box.left()).isLessThanOrEqualTo((int) ink.left() + 3);
        assertThat(box.top()).isLessThanOrEqualTo((int) ink.top() + 3);
        assertThat(box.right()).isGreaterThanOrEqualTo((int) ink.right() - 3);
        assertThat(box.bottom()).isGreaterThanOrEqualTo((int) ink.bottom() - 3);
    }

    @ParameterizedTest
    @CsvSource({"NONE", "HALF"})
    void regionsAreFoundInThePagesColours(Turn turn) {
        RegionSheet sheet = new RegionSheet();
        sheet.graphics.rotate(Math.toRadians(5), RegionSheet.WIDTH / 2.0, RegionSheet.HEIGHT / 2.0);
        for (int line = 0; line < 10; line++) {
            sheet.text(SHORT_SENTENCE, 200, 350 + 64 * line);
        }
        sheet.graphics.setColor(Color.RED);
        sheet.picture(200, 1050, 150);
        finder = page -> List.of();

        read(turn.apply(sheet.pixels()));

        RgbImage level = shown.getLast();
        byte[] rgb = level.rgb();
        int top = level.height();
        int bottom = 0;
        for (int i = 0; i < rgb.length; i += 3) {
            if ((rgb[i] & 0xff) > 200 && (rgb[i + 1] & 0xff) < 50 && (rgb[i + 2] & 0xff) < 50) {
                top = Math.min(top, i / 3 / level.width());
                bottom = Math.max(bottom, i / 3 / level.width());
            }
        }
        double corner = Math.hypot(RegionSheet.WIDTH / 2.0, RegionSheet.HEIGHT / 2.0);
        assertThat(level.height()).isGreaterThan(RegionSheet.HEIGHT).isLessThan((int) (2 * corner));
        assertThat(top).isCloseTo(1050 + (level.height() - RegionSheet.HEIGHT) / 2, within(8));
        assertThat(bottom).isCloseTo(1200 + (level.height() - RegionSheet.HEIGHT) / 2, within(8));
    }

    /** Under two lights, and in two languages. */
    @Test
    void aPageIsLookedAtOnceHoweverOftenItIsRead() {
        finder = page -> List.of(found(0, Label.TEXT, 90, 100, 1500, 370));

        PageReading reading = read(new RegionSheet().german().inTheShadow().pixels());

        assertThat(reading.language()).isEqualTo("deu");
        assertThat(reading.markdown()).isEqualTo(String.join(" ", RegionSheet.GERMAN));
        assertThat(shown).hasSize(1);
    }

    @Test
    void wordsInPicturesAreReadInThePagesLanguage() {
        finder = page -> List.of(found(0, Label.TEXT, 90, 100, 1500, 370), found(1, Label.IMAGE, 100, 500, 1400, 1100));

        PageReading reading = read(new RegionSheet()
                .german()
                .picture("Grüße aus Köln", 100, 500, 1300, 600)
                .pixels());

        assertThat(reading.language()).isEqualTo("deu");
        assertThat(reading.markdown()).endsWith("![img-0.jpeg](img-0.jpeg)\n\nGrüße aus Köln");
        assertThat(reading.pictures()).hasSize(1);
    }

    @Test
    void aLargeFirstLetterBelongsToItsRegion() {
        RegionSheet sheet = new RegionSheet();
        sheet.graphics.setFont(new Font(Font.SERIF, Font.PLAIN, 170));
        sheet.graphics.drawString("T", 100, 214);
        sheet.text("he quick brown fox jumps over the lazy dog", 230, 150)
                .text("near the river bank, and on it runs in the", 230, 210)
                .text("shade of the old trees until the evening comes", 100, 270)
                .text("and the lamps are lit in every window there.", 100, 330);
        finder = page -> List.of(found(0, Label.TEXT, 90, 80, 1200, 350));

        assertThat(read(sheet.pixels()).markdown())
                .isEqualTo(
                        "The quick brown fox jumps over the lazy dog near the river bank, and on it runs in the"
                                + " shade of the old trees until the evening comes and the lamps are lit in every window there.");
    }

    @Test
    void whatIsToBeKnownOfRegionsIsSaidWhereAPageWasReadByThem() {
        RgbImage page = new RegionSheet().text(SENTENCE, 100, 150).pixels();
        finder = image -> List.of(found(0, Label.TEXT, 90, 100, 1500, 180));
        assertThat(read(page).flags()).containsExactly(PageFlag.INT8_LAYOUT);
        finder = image -> List.of();
        assertThat(read(page).flags()).isEmpty();
    }

    @Test
    void nobodyLooksAtAPageThatNobodyWaitsFor() {
        Cancellation cancellation = new Cancellation();
        finder = page -> {
            cancellation.request(PageFault.CANCELLED);
            return List.of(found(0, Label.TEXT, 90, 100, 800, 180));
        };

        assertThatThrownBy(() -> read(new RegionSheet().text(SENTENCE, 100, 150).pixels(), cancellation))
                .isInstanceOfSatisfying(
                        PageFaultException.class,
                        fault -> assertThat(fault.fault()).isEqualTo(PageFault.CANCELLED));
    }

    @Test
    void aBlockIsMadeOfItsWords() {
        finder = page -> List.of(found(0, Label.DOC_TITLE, 90, 100, 800, 180));

        PageReading reading = read(new RegionSheet().text("Harbour", 100, 150).pixels());

        assertThat(text(reading, reading.blocks().getFirst())).isEqualTo("# Harbour");
        assertThat(Objects.requireNonNull(reading.confidence()).mean()).isBetween(0.5, 1.0);
    }
}
