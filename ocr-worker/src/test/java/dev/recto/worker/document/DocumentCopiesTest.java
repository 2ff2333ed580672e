package dev.recto.worker.document;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.Box;
import dev.recto.model.DocumentFault;
import dev.recto.model.ObjectKeys;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageText;
import dev.recto.model.PageText.Piece;
import dev.recto.worker.memory.HeapBudget;
import dev.recto.workspace.WorkDirectory;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader of the copy finds, and where; and that it looks like the document. */
class DocumentCopiesTest {
    private static final Duration AMPLE = Duration.ofMinutes(1);
    private static final String KEY = "a document";
    private static final UUID JOB = UUID.randomUUID();

    @TempDir
    Path parent;

    private final ObjectMapper json = new ObjectMapper();
    private final FakeStore store = new FakeStore();
    private final HeapBudget heap = new HeapBudget(10 << 20, Duration.ZERO);
    private WorkDirectory folder;
    private DocumentCache cache;
    private DocumentCopies copies;

    @BeforeEach
    void open() throws IOException {
        folder = WorkDirectory.claim(parent, "documents");
        cache = new DocumentCache(store, folder, 10 << 20, 10 << 20, 2);
        DocumentLimits limits = new DocumentLimits(10, 10_000_000, 72, 1 << 20);
        copies = new DocumentCopies(cache, store, json, new Guard(1, 4, () -> {}), limits, 1 << 20, AMPLE, heap);
    }

    @AfterEach
    void close() {
        cache.close();
    }

    /** As people hold a scan: turned, cut to a part of its sheet, with content that leaves its coordinates turned upside down. */
    @ParameterizedTest
    @ValueSource(ints = {0, 90, 180, 270})
    void textLiesWhereItWasReadHoweverThePageIsTurned(int rotation) throws Exception {
        byte[] scan = scan(rotation, new PDRectangle(30, 40, 400, 600));
        boolean sideways = rotation % 180 != 0;
        PageDimensions dimensions = new PageDimensions(sideways ? 1200 : 800, sideways ? 800 : 1200, 144);
        byte[] copy = copy(scan, new PageText(0, dimensions, List.of(piece("Heading", 100, 200, 500, 240))));

        List<TextPosition> letters = letters(copy);

        assertThat(text(copy)).isEqualTo("Heading");
        assertThat(letters.getFirst().getXDirAdj()).isCloseTo(50, within(1f));
        TextPosition last = letters.getLast();
        assertThat(last.getXDirAdj() + last.getWidthDirAdj()).isCloseTo(250, within(1f));
        assertThat(last.getYDirAdj()).isBetween(100f, 120f);
        assertThat(pixels(copy)).isEqualTo(pixels(scan));
    }

    @Test
    void everyScriptCanBeFound() throws Exception {
        String all = characters(0x3b1, 0x3c9) + characters(0x4e00, 0x4f80) + " Žluťoučký kůň 𝔘𝔫 (1 < 2)";
        byte[] copy = copy(
                scan(0, PDRectangle.A4),
                new PageText(0, new PageDimensions(595, 842, 72), List.of(piece(all, 50, 50, 500, 700))));

        assertThat(text(copy).replaceAll("\\s", "")).isEqualTo(all.replaceAll("\\s", ""));
    }

    /** A number that was stamped onto a scan is no text of the page. */
    @Test
    void aStampKeepsNoPageFromBeingFound() throws Exception {
        byte[] copy = copy(
                SamplePdf.of("No. 7"),
                new PageText(
                        0,
                        new PageDimensions(595, 842, 72),
                        List.of(piece("What was read beside it, which is more.", 50, 300, 500, 340))));

        assertThat(text(copy)).contains("No. 7").contains("What was read beside it, which is more.");
    }

    /** Collected level by level, its objects would be a billion. */
    @Test
    void manyPathsToOneObjectTakeNoMemory() throws Exception {
        byte[] copy = copy(
                branching(1000),
                new PageText(0, new PageDimensions(595, 842, 72), List.of(piece("Here", 50, 50, 500, 90))));

        assertThat(text(copy)).isEqualTo("Here");
    }

    @Test
    void nothingIsStoredThatNobodyWaitsFor() throws Exception {
        UUID copy = UUID.randomUUID();
        store.put(KEY, "", SamplePdf.of("a line"));
        assertThat(copies.make(
                        new StoredDocument(KEY, null), JOB, copy, Instant.now().minusSeconds(1)))
                .isEmpty();
        assertThat(store.fetches).hasValue(0);
    }

    @Test
    void nothingIsMadeOnceWhoeverAskedHasLeft() throws Exception {
        UUID copy = UUID.randomUUID();
        store.put(KEY, "", SamplePdf.of("a line"));
        store.put(ObjectKeys.copyUnwanted(JOB, copy), "", new byte[0]);
        assertThat(copies.make(new StoredDocument(KEY, null), JOB, copy, soon()))
                .isEmpty();
        assertThat(store.fetches).hasValue(0);
        assertThat(store.exists(ObjectKeys.copyDocument(JOB, copy))).isFalse();
    }

    @Test
    void aPageThatSaysSomethingIsLeftAlone() throws Exception {
        byte[] document = SamplePdf.of("It says this.");
        byte[] copy = copy(
                document,
                new PageText(0, new PageDimensions(595, 842, 72), List.of(piece("It was read so.", 50, 50, 500, 90))));

        assertThat(text(copy)).isEqualTo("It says this.");
    }

    @Test
    void aPictureBecomesADocument() throws Exception {
        byte[] picture = png(600, 400);

        byte[] copy = copy(
                picture,
                new PageText(0, new PageDimensions(600, 400, 72), List.of(piece("A bar", 100, 100, 400, 150))));

        assertThat(text(copy)).isEqualTo("A bar");
        assertThat(letters(copy).getFirst().getXDirAdj()).isCloseTo(100, within(1f));
        assertThat(pixels(copy))
                .isEqualTo(ImageIO.read(new ByteArrayInputStream(picture)).getRGB(0, 0, 600, 400, null, 0, 600));
    }

    /** It says nothing about the document, and is tried again. */
    @Test
    void aPictureIsNotCopiedWhilePagesThatAreReadHaveAllHeap() throws Exception {
        PageText text = new PageText(0, new PageDimensions(600, 400, 72), List.of(piece("A bar", 100, 100, 400, 150)));
        try (HeapBudget.Share _ = heap.take(9 << 20).orElseThrow()) {
            assertThatIOException().isThrownBy(() -> copy(png(600, 400), text));
        }

        assertThat(text(copy(png(600, 400), text))).isEqualTo("A bar");
    }

    /** Neither does that. */
    @Test
    void whatTheDiskHasNoRoomForIsTriedAgain() throws Exception {
        PageText text = new PageText(0, new PageDimensions(600, 400, 72), List.of(piece("A bar", 100, 100, 400, 150)));
        for (byte[] document : List.of(scan(0, PDRectangle.A4), png(600, 400))) {
            UUID copy = UUID.randomUUID();
            store.put(KEY, "", document);
            store.put(ObjectKeys.copyText(JOB, copy), "", json.writeValueAsBytes(text));
            Files.createSymbolicLink(folder.path().resolve("copy-" + copy), Path.of("/dev/full"));

            assertThatIOException().isThrownBy(() -> copies.make(new StoredDocument(KEY, null), JOB, copy, soon()));

            assertThat(store.exists(ObjectKeys.copyRefusal(JOB, copy))).isFalse();
            assertThat(text(copy(document, text))).isEqualTo("A bar");
        }
    }

    /** Somebody else's service counts pages of its own. */
    @Test
    void textOfPagesThatTheDocumentDoesNotHaveIsLeftOut() throws Exception {
        PageDimensions dimensions = new PageDimensions(595, 842, 72);
        for (byte[] document : List.of(scan(0, PDRectangle.A4), png(595, 842))) {
            byte[] copy = copy(
                    document,
                    new PageText(0, dimensions, List.of(piece("Here", 50, 50, 500, 90))),
                    new PageText(1, dimensions, List.of(piece("Nowhere", 50, 50, 500, 90))));

            assertThat(text(copy)).isEqualTo("Here");
        }
    }

    @Test
    void whatCantBeOpenedIsRefused() throws Exception {
        store.put(KEY, "", new byte[] {1, 2, 3});
        assertThat(make(new PageText(0, new PageDimensions(1, 1, 72), List.of())))
                .isEqualTo(DocumentFault.UNSUPPORTED_FORMAT);
    }

    @Test
    void whatIsGoneIsRefused() throws Exception {
        assertThat(make(new PageText(0, new PageDimensions(1, 1, 72), List.of())))
                .isEqualTo(DocumentFault.GONE);
    }

    private static String characters(int first, int end) {
        return IntStream.range(first, end).mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static Piece piece(String text, int left, int top, int right, int bottom) {
        return new Piece(text, new Box(left, top, right, bottom));
    }

    private DocumentFault make(PageText text) throws Exception {
        UUID copy = UUID.randomUUID();
        store.put(ObjectKeys.copyText(JOB, copy), "", json.writeValueAsBytes(text));
        DocumentFault refused =
                copies.make(new StoredDocument(KEY, null), JOB, copy, soon()).orElseThrow();
        assertThat(new String(store.bytes(ObjectKeys.copyRefusal(JOB, copy)), US_ASCII))
                .isEqualTo(refused.name());
        return refused;
    }

    private byte[] copy(byte[] document, PageText... texts) throws Exception {
        UUID copy = UUID.randomUUID();
        store.put(KEY, "", document);
        ByteArrayOutputStream enclosed = new ByteArrayOutputStream();
        for (PageText text : texts) {
            enclosed.write(json.writeValueAsBytes(text));
        }
        store.put(ObjectKeys.copyText(JOB, copy), "", enclosed.toByteArray());
        assertThat(copies.make(new StoredDocument(KEY, null), JOB, copy, soon()))
                .isEmpty();
        return store.bytes(ObjectKeys.copyDocument(JOB, copy));
    }

    private static Instant soon() {
        return Instant.now().plus(AMPLE);
    }

    private static byte[] branching(int width) throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            pdf.addPage(new PDPage(PDRectangle.A4));
            COSBase below = new COSObject(COSInteger.ONE);
            for (int level = 0; level < 3; level++) {
                COSArray array = new COSArray();
                for (int i = 0; i < width; i++) {
                    array.add(below);
                }
                below = new COSObject(array);
            }
            pdf.getDocumentCatalog().getCOSObject().setItem("X", below);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            pdf.save(bytes, CompressParameters.NO_COMPRESSION);
            return bytes.toByteArray();
        }
    }

    private static byte[] scan(int rotation, PDRectangle box) throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(700, 900));
            page.setCropBox(box);
            page.setRotation(rotation);
            pdf.addPage(page);
            BufferedImage picture = new BufferedImage(40, 60, BufferedImage.TYPE_BYTE_GRAY);
            picture.getRaster().setSample(10, 20, 0, 200);
            try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                content.transform(new Matrix(1, 0, 0, -1, 0, 900));
                content.drawImage(LosslessFactory.createFromImage(pdf, picture), 0, 0, 700, 900);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            pdf.save(bytes);
            return bytes.toByteArray();
        }
    }

    /** With a bar near its corner. */
    private static byte[] png(int width, int height) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.BLACK);
        graphics.fillRect(100, 100, 300, 50);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }

    private static String text(byte[] document) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(document)) {
            return new PDFTextStripper().getText(pdf).strip();
        }
    }

    private static List<TextPosition> letters(byte[] document) throws IOException {
        List<TextPosition> letters = new ArrayList<>();
        try (PDDocument pdf = Loader.loadPDF(document)) {
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition text) {
                    letters.add(text);
                }
            }.getText(pdf);
        }
        return letters;
    }

    private static int[] pixels(byte[] document) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(document)) {
            BufferedImage image = new PDFRenderer(pdf).renderImage(0);
            return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        }
    }
}
