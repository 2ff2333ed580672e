package dev.recto.worker.document;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.DocumentFault;
import dev.recto.model.ObjectKeys;
import dev.recto.model.PageDrawing;
import dev.recto.worker.memory.HeapBudget;
import dev.recto.workspace.WorkDirectory;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages as people see them. */
class PagePicturesTest {
    private static final Duration AMPLE = Duration.ofMinutes(1);
    private static final int MOST_PIXELS = 100_000;
    private static final String KEY = "a document";
    private static final UUID JOB = UUID.randomUUID();

    @TempDir
    Path parent;

    private final FakeStore store = new FakeStore();
    private Documents documents;
    private PagePictures pictures;

    @BeforeEach
    void open() throws IOException {
        documents = new Documents(
                new DocumentCache(store, WorkDirectory.claim(parent, "documents"), 10 << 20, 10 << 20, 2),
                new Guard(2, 2, () -> {}),
                new DocumentLimits(10, 20_000_000, 72, 32 << 20),
                AMPLE,
                AMPLE,
                AMPLE,
                HeapBudget.ofThisProcess(AMPLE));
        pictures = new PagePictures(documents, store, MOST_PIXELS);
    }

    @AfterEach
    void close() {
        documents.close();
    }

    /** Of 64 by 32 pixels, red in the upper left and white in the lower right corner. */
    @ParameterizedTest
    @ValueSource(strings = {"boxed.jp2", "bare.j2k", "plain.tiff", "inks.tiff", "lossy.webp"})
    void whatBrowsersDoNotShowBecomesAJpeg(String name) throws Exception {
        BufferedImage shown = picture(bytes(name), 0);

        assertThat(shown.getWidth()).isEqualTo(64);
        assertThat(shown.getHeight()).isEqualTo(32);
        assertThat(shown.getRGB(8, 8) >> 16 & 0xff).isGreaterThan(200);
        assertThat(shown.getRGB(8, 8) & 0xff).isLessThan(60);
        assertThat(shown.getRGB(55, 24) & 0xff).isGreaterThan(200);
    }

    @Test
    void aPageIsNoLargerThanAScreenHasUseFor() throws Exception {
        BufferedImage page = picture(SamplePdf.of("a line"), 0);
        BufferedImage photo = picture(TestImages.png(TestImages.noise(2000, 500)), 0);

        assertThat(page.getWidth() * page.getHeight()).isBetween(90_000, MOST_PIXELS + 1000);
        assertThat((double) page.getHeight() / page.getWidth())
                .isCloseTo(842.0 / 595, org.assertj.core.api.Assertions.within(0.01));
        assertThat(photo.getWidth() * photo.getHeight()).isBetween(90_000, MOST_PIXELS);
        assertThat(photo.getWidth()).isEqualTo(632);
    }

    @Test
    void aPageThatThereIsNotIsRefused() throws Exception {
        assertThat(refusal(SamplePdf.of("a line"), 7)).isEqualTo(DocumentFault.INVALID);
    }

    @Test
    void aDocumentWithAPasswordStaysShut() throws Exception {
        try (PDDocument pdf = Loader.loadPDF(SamplePdf.of("Behind the lock"))) {
            pdf.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            assertThat(refusal(SamplePdf.bytes(pdf), 0)).isEqualTo(DocumentFault.ENCRYPTED);
        }
    }

    @Test
    void whatIsGoneIsRefused() throws Exception {
        PageDrawing drawing = new PageDrawing(UUID.randomUUID(), 0);
        assertThat(pictures.make(new StoredDocument("nothing", null), JOB, drawing, soon()))
                .contains(DocumentFault.GONE);
    }

    @Test
    void nothingIsDrawnThatNobodyWaitsFor() throws Exception {
        store.put(KEY, "", SamplePdf.of("a line"));
        PageDrawing drawing = new PageDrawing(UUID.randomUUID(), 0);
        assertThat(pictures.make(
                        new StoredDocument(KEY, null),
                        JOB,
                        drawing,
                        Instant.now().minusSeconds(1)))
                .isEmpty();
        assertThat(store.fetches).hasValue(0);
    }

    private BufferedImage picture(byte[] document, int page) throws Exception {
        PageDrawing drawing = new PageDrawing(UUID.randomUUID(), page);
        String key = KEY + drawing.id();
        store.put(key, "", document);
        assertThat(pictures.make(new StoredDocument(key, null), JOB, drawing, soon()))
                .isEmpty();
        byte[] jpeg = store.bytes(ObjectKeys.copyDocument(JOB, drawing.id()));
        assertThat(jpeg).startsWith(0xff, 0xd8);
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }

    private DocumentFault refusal(byte[] document, int page) throws Exception {
        PageDrawing drawing = new PageDrawing(UUID.randomUUID(), page);
        store.put(KEY, "", document);
        DocumentFault refused = pictures.make(new StoredDocument(KEY, null), JOB, drawing, soon())
                .orElseThrow();
        assertThat(new String(store.bytes(ObjectKeys.copyRefusal(JOB, drawing.id())), US_ASCII))
                .isEqualTo(refused.name());
        return refused;
    }

    private static Instant soon() {
        return Instant.now().plus(AMPLE);
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(PagePicturesTest.class.getResourceAsStream("/pictures/" + name))) {
            return in.readAllBytes();
        }
    }
}
