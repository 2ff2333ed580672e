package dev.recto.worker.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.multipdf.PDFMergerUtility;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionGoTo;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitDestination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages have one digest as long as nothing changes that they show, whatever happens around them. */
@Timeout(60)
class PdfContentsTest {
    @TempDir
    private Path directory;

    interface Change {
        void make(PDDocument pdf) throws IOException;
    }

    @Test
    void eachPageHasItsOwn() throws Exception {
        List<String> contents = contents(merged("one", "two", "one"));
        assertThat(contents).hasSize(3).doesNotContain("").allMatch(digest -> digest.matches("[\\w-]{43}"));
        assertThat(contents.get(0)).isEqualTo(contents.get(2)).isNotEqualTo(contents.get(1));
    }

    @Test
    void whereAPageStandsDoesNotMatter() throws Exception {
        List<String> contents = contents(merged("one", "two"));
        assertThat(contents(merged("two", "three", "one"))).contains(contents.get(0), contents.get(1));
    }

    @Test
    void whatIsSavedAgainIsTheSame() throws Exception {
        byte[] file = merged("one", "two");
        List<String> before = contents(file);
        byte[] saved = changed(file, pdf -> {
            PDDocumentInformation about = new PDDocumentInformation();
            about.setTitle("Another title");
            pdf.setDocumentInformation(about);
            pdf.getPage(0).getCOSObject().setInt(COSName.STRUCT_PARENTS, 7);
            pdf.getPage(0).getCOSObject().setString(COSName.getPDFName("LastModified"), "D:20260101");
        });
        assertThat(saved).isNotEqualTo(file);
        assertThat(contents(saved)).isEqualTo(before);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("a word more", pdf -> {
                    try (PDPageContentStream content =
                            new PDPageContentStream(pdf, pdf.getPage(0), AppendMode.APPEND, false)) {
                        content.addRect(10, 10, 5, 5);
                        content.fill();
                    }
                }),
                change("turned", pdf -> pdf.getPage(0).setRotation(90)),
                change("cropped", pdf -> pdf.getPage(0).setCropBox(new PDRectangle(10, 10, 200, 200))),
                change("a larger unit", pdf -> pdf.getPage(0).setUserUnit(2)),
                change("a font changed", pdf -> font(pdf.getPage(0)).setName(COSName.BASE_FONT, "Courier")),
                change("a deep value", pdf -> {
                    COSDictionary descriptor = new COSDictionary();
                    descriptor.setItem(COSName.FLAGS, COSInteger.get(4));
                    font(pdf.getPage(0)).setItem(COSName.FONT_DESC, descriptor);
                }),
                change("a link", pdf -> {
                    PDAnnotationLink link = new PDAnnotationLink();
                    PDActionURI target = new PDActionURI();
                    target.setURI("https://example.org/");
                    link.setAction(target);
                    link.setRectangle(new PDRectangle(10, 10, 20, 20));
                    pdf.getPage(0).getAnnotations().add(link);
                }),
                change("a resource of an odd name", pdf -> {
                    COSDictionary objects = new COSDictionary();
                    objects.setItem(COSName.METADATA, COSInteger.get(1));
                    pdf.getPage(0).getResources().getCOSObject().setItem(COSName.XOBJECT, objects);
                }));
    }

    private static Arguments change(String name, Change change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void whatShowsOnThePageChangesIt(String name, Change change) throws Exception {
        byte[] file = merged("one", "two");
        List<String> before = contents(file);
        List<String> after = contents(changed(file, change));
        assertThat(after.get(0)).isNotEmpty().isNotEqualTo(before.get(0));
        assertThat(after.get(1)).isEqualTo(before.get(1));
    }

    /** Layers, and what the answer says of the document. */
    @Test
    void whatShowsOfTheDocumentChangesAllPages() throws Exception {
        byte[] file = merged("one", "two");
        List<String> before = contents(file);
        for (String name : List.of("OCProperties", "OutputIntents", "Collection")) {
            List<String> after = contents(changed(file, pdf -> {
                COSDictionary some = new COSDictionary();
                some.setInt(COSName.N, 1);
                pdf.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName(name), some);
            }));
            assertThat(after).as(name).doesNotContainAnyElementsOf(before).doesNotContain("");
        }
    }

    @Test
    void picturesCountByTheirBytes() throws Exception {
        List<String> first = contents(picture(0xff0000));
        assertThat(contents(picture(0xff0000))).isEqualTo(first);
        assertThat(contents(picture(0xfe0000))).isNotEqualTo(first).doesNotContain("");
    }

    @Test
    void whereLinksLeadToDoesNotMatter() throws Exception {
        List<String> before = contents(linked("two"));
        assertThat(contents(linked("another")).get(0)).isEqualTo(before.get(0));
    }

    /** Whatever else it calls itself. */
    @Test
    void whatIsDrawnCountsThoughItSaysThatItIsAPage() throws Exception {
        assertThat(contents(drawing(50)))
                .doesNotContain("")
                .isEqualTo(contents(drawing(50)))
                .isNotEqualTo(contents(drawing(51)));
    }

    private static byte[] drawing(int width) {
        return RawPdf.page(
                "/XObject << /F 5 0 R >>",
                RawPdf.stream("", "/F Do"),
                RawPdf.stream("/Type /Page /Subtype /Form /BBox [0 0 99 99]", "0 0 %d 50 re f".formatted(width)));
    }

    @Test
    void aCircleEnds() throws Exception {
        byte[] file = RawPdf.page(
                "/Font 5 0 R",
                RawPdf.stream("", "0 0 50 50 re f"),
                RawPdf.object("<< /A 6 0 R >>"),
                RawPdf.object("[5 0 R 6 0 R]"));
        assertThat(contents(file)).hasSize(1).doesNotContain("");
    }

    @Test
    void aPageThatIsTooMuchHasNone() throws Exception {
        byte[] file = RawPdf.page(
                "/Font 5 0 R",
                RawPdf.stream("", "0 0 50 50 re f"),
                ("[" + "0 ".repeat(4_100_000) + "]").getBytes(ISO_8859_1));
        assertThat(contents(file)).containsExactly("");
    }

    @Test
    void anEncryptedDocumentHasNone() throws Exception {
        byte[] file = changed(
                merged("one", "two"),
                pdf -> pdf.protect(new StandardProtectionPolicy("owner", "", new AccessPermission())));
        assertThat(contents(file)).containsExactly("", "");
    }

    @Test
    void picturesThatAreDocumentsHaveNone() throws Exception {
        assertThat(contents(TestImages.png(TestImages.noise(20, 20)))).isEmpty();
    }

    private static COSDictionary font(PDPage page) {
        COSDictionary fonts = page.getResources().getCOSObject().getCOSDictionary(COSName.FONT);
        return fonts.getCOSDictionary(fonts.keySet().iterator().next());
    }

    private static byte[] merged(String... texts) throws IOException {
        try (PDDocument all = new PDDocument()) {
            PDFMergerUtility merger = new PDFMergerUtility();
            for (String text : texts) {
                try (PDDocument page = Loader.loadPDF(SamplePdf.of(text))) {
                    merger.appendDocument(all, page);
                }
            }
            return SamplePdf.bytes(all);
        }
    }

    private static byte[] linked(String second) throws IOException {
        return changed(merged("one", second), pdf -> {
            PDPageFitDestination destination = new PDPageFitDestination();
            destination.setPage(pdf.getPage(1));
            PDActionGoTo action = new PDActionGoTo();
            action.setDestination(destination);
            PDAnnotationLink link = new PDAnnotationLink();
            link.setAction(action);
            pdf.getPage(0).getAnnotations().add(link);
        });
    }

    private static byte[] picture(int colour) throws IOException {
        return changed(SamplePdf.of("A picture"), pdf -> {
            BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
            image.setRGB(3, 3, colour);
            try (PDPageContentStream content = new PDPageContentStream(pdf, pdf.getPage(0), AppendMode.APPEND, false)) {
                content.drawImage(LosslessFactory.createFromImage(pdf, image), 10, 10);
            }
        });
    }

    private static byte[] changed(byte[] file, Change change) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(file)) {
            change.make(pdf);
            return SamplePdf.bytes(pdf);
        }
    }

    private List<String> contents(byte[] file) throws Exception {
        try (OpenedDocuments documents = new OpenedDocuments(directory, Duration.ofSeconds(20))) {
            documents.probe(file);
            return documents.contents();
        }
    }
}
