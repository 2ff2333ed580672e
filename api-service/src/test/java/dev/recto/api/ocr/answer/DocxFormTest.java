package dev.recto.api.ocr.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.ocr.answer.OcrPage.Image;
import dev.recto.api.ocr.answer.OcrPage.Size;
import dev.recto.api.ocr.docx.Docx;
import dev.recto.api.ocr.docx.ReadDocx;
import dev.recto.api.temporary.SomeSpools;
import dev.recto.api.temporary.Spool;
import dev.recto.model.PageDimensions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.poi.xwpf.usermodel.XWPFHyperlinkRun;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFPicture;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STBrType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;

/** What a word processor finds in it. */
class DocxFormTest {
    @TempDir
    Path directory;

    @Test
    void headingsAndParagraphsAreThemselves() throws IOException {
        try (ReadDocx read = read("# Report\n\n## 1. Loans\n\nOne\nline & <another>.")) {
            List<XWPFParagraph> paragraphs = read.document().getParagraphs();
            assertThat(paragraphs).extracting(XWPFParagraph::getStyle).containsExactly("Heading1", "Heading2", null);
            assertThat(read.paragraphs()).containsExactly("Report", "1. Loans", "One line & <another>.");
        }
    }

    @Test
    void markupOfTheDocumentIsText() throws IOException {
        try (ReadDocx read = read("<Signature>\n\nssh <user>@<host>, 20\\. \\<b\\> \\#")) {
            assertThat(read.paragraphs()).containsExactly("<Signature>", "ssh <user>@<host>, 20. <b> #");
        }
    }

    @Test
    void wordsLookAsTheyDid() throws IOException {
        try (ReadDocx read =
                read("a **bold** and *slanted* word, `code`, H<sub>2</sub>O, <u>lined</u> ~~struck~~ $x_1$")) {
            List<XWPFRun> runs = read.document().getParagraphs().getFirst().getRuns();
            assertThat(run(runs, "bold").isBold()).isTrue();
            assertThat(run(runs, "slanted").isItalic()).isTrue();
            assertThat(run(runs, "slanted").isBold()).isFalse();
            assertThat(run(runs, "code").getFontFamily()).isEqualTo("Courier New");
            assertThat(run(runs, "2").getVerticalAlignment().toString()).isEqualTo("subscript");
            assertThat(run(runs, "lined").getUnderline().name()).isEqualTo("SINGLE");
            assertThat(run(runs, "struck").isStrikeThrough()).isTrue();
            assertThat(read.paragraphs()).containsExactly("a bold and slanted word, code, H2O, lined struck $x_1$");
        }
    }

    @Test
    void listsAreCountedByTheWordProcessor() throws IOException {
        try (ReadDocx read =
                read("- one\n  - two\n- three\n\n---\n\n3. third\n4. fourth\n\n   goes on\n\nBetween\n\n1. anew")) {
            assertThat(read.document().getParagraphs().stream()
                            .filter(paragraph -> !paragraph.getText().isBlank())
                            .map(paragraph ->
                                    paragraph.getText() + " " + paragraph.getNumFmt() + " " + paragraph.getNumIlvl()))
                    .containsExactly(
                            "one bullet 0",
                            "two bullet 1",
                            "three bullet 0",
                            "third decimal 0",
                            "fourth decimal 0",
                            "goes on null null",
                            "Between null null",
                            "anew decimal 0");
            XWPFParagraph third = paragraph(read, "third");
            assertThat(third.getNumStartOverride()).isEqualTo(3);
            assertThat(paragraph(read, "anew").getNumID()).isNotEqualTo(third.getNumID());
        }
    }

    @Test
    void aTableHasItsCellsOverColumnsAndRows() throws IOException {
        try (ReadDocx read = read(
                "<table><tr><th colspan=\"2\">Both</th><td rowspan=\"2\">Tall</td></tr><tr><td>a</td><td><b>b</b></td></tr>"
                        + "<tr><td>last</td></tr></table>")) {
            XWPFTable table = read.document().getTables().getFirst();
            assertThat(table.getRows()).hasSize(3);
            XWPFTableCell both = table.getRow(0).getCell(0);
            assertThat(both.getCTTc().getTcPr().getGridSpan().getVal()).isEqualTo(2);
            assertThat(both.getParagraphs().getFirst().getRuns().getFirst().isBold())
                    .isTrue();
            assertThat(merge(table.getRow(0).getCell(1))).isEqualTo(STMerge.RESTART);
            assertThat(merge(table.getRow(1).getCell(2))).isEqualTo(STMerge.CONTINUE);
            assertThat(table.getRow(1).getCell(1).getText()).isEqualTo("b");
            for (int row = 0; row < 3; row++) {
                assertThat(table.getRow(row).getTableCells().stream()
                                .mapToInt(DocxFormTest::columns)
                                .sum())
                        .isEqualTo(3);
            }
        }
    }

    /** Word finds the widths itself; others take columns for missing that have none. */
    @Test
    void columnsAreAsWideAsTheirTexts() throws IOException {
        try (ReadDocx read = read("<table><tr><td colspan=\"2\">Both of them</td><td>x</td></tr>" + "<tr><td>1</td><td>"
                + "many words ".repeat(20) + "</td><td>y</td></tr></table>")) {
            List<Integer> widths = widths(read.document().getTables().getFirst());
            assertThat(widths.get(1)).isGreaterThan(10 * widths.get(0));
            assertThat(widths.get(2)).isLessThan(600);
            assertThat(widths.stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(9638);
            XWPFTableCell both =
                    read.document().getTables().getFirst().getRow(0).getCell(0);
            assertThat(both.getWidth()).isEqualTo(widths.get(0) + widths.get(1));
        }
    }

    @Test
    void noColumnIsNarrowerThanItsWords() throws IOException {
        try (ReadDocx read = read(
                "<table><tr><td rowspan=2>Bus</td><td colspan=2>Journey</td></tr><tr><td>12 km</td><td>34</td></tr></table>")) {
            assertThat(widths(read.document().getTables().getFirst()))
                    .allSatisfy(width -> assertThat(width).isBetween(500, 2000));
        }
    }

    @Test
    void aTableWithoutRoomForItsWordsIsSmall() throws IOException {
        String row = "<tr>" + "<td>Necessarily</td>".repeat(20) + "</tr>";
        try (ReadDocx read = read("<table>" + row + "</table>")) {
            XWPFTable table = read.document().getTables().getFirst();
            assertThat(widths(table).stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(9638);
            assertThat(table.getRow(0).getCell(0).getParagraphs().getFirst().getStyle())
                    .isEqualTo("Dense");
        }
    }

    /** In a paragraph from the right "left" is where its lines begin: on the right. */
    @Test
    void aCellOnTheRightStaysThereWhateverItsTextRunsFrom() throws IOException {
        try (ReadDocx read = read("| a |\n| ---: |\n| שם |\n| 12 |")) {
            XWPFTable table = read.document().getTables().getFirst();
            assertThat(alignment(table, 1)).isEqualTo("left");
            assertThat(alignment(table, 2)).isEqualTo("right");
        }
    }

    private static String alignment(XWPFTable table, int row) {
        return table.getRow(row)
                .getCell(0)
                .getParagraphs()
                .getFirst()
                .getCTP()
                .getPPr()
                .getJc()
                .getVal()
                .toString();
    }

    @Test
    void aTableFromTheRightBeginsThere() throws IOException {
        try (ReadDocx read = read("| שם | עיר |\n| --- | --- |\n| 1 | 2 |")) {
            assertThat(read.document()
                            .getTables()
                            .getFirst()
                            .getCTTbl()
                            .getTblPr()
                            .isSetBidiVisual())
                    .isTrue();
        }
    }

    @Test
    void whatAnItemGoesOnWithStandsInIt() throws IOException {
        try (ReadDocx read = read("- one\n\n  and more\n\n  - two\n\nOutside")) {
            assertThat(read.paragraphs()).containsExactly("one", "and more", "two", "Outside");
            assertThat(paragraph(read, "and more").getIndentationLeft()).isEqualTo(720);
            assertThat(paragraph(read, "two").getNumIlvl()).isEqualTo(1);
            assertThat(paragraph(read, "Outside").getIndentationLeft()).isEqualTo(-1);
        }
    }

    @Test
    void aMarkdownTableIsOneToo() throws IOException {
        try (ReadDocx read = read("| Item | Pieces |\n| --- | ---: |\n| Lamp \\| tall | 4 |\n\nEnd")) {
            XWPFTable table = read.document().getTables().getFirst();
            assertThat(table.getRow(1).getCell(0).getText()).isEqualTo("Lamp | tall");
            assertThat(table.getRow(1)
                            .getCell(1)
                            .getParagraphs()
                            .getFirst()
                            .getAlignment()
                            .name())
                    .isIn("RIGHT", "END");
            assertThat(table.getRow(0).isRepeatHeader()).isTrue();
        }
    }

    /** Word opens no table of more than 63. */
    @Test
    void aTableOfManyColumnsIsLines() throws IOException {
        String cells = "<td>x</td>".repeat(64);
        try (ReadDocx read = read("<table><tr>" + cells + "</tr></table>")) {
            assertThat(read.document().getTables()).isEmpty();
            assertThat(read.paragraphs().getFirst()).startsWith("x\tx\t");
        }
    }

    @Test
    void aPictureIsInItAtItsSize() throws IOException {
        byte[] jpeg = jpeg(300, 150);
        try (ReadDocx read = read(List.of(page(
                "![img-0.jpeg](img-0.jpeg)\n\nunder it",
                new Image("img-0.jpeg", 0, 0, 300, 150, uri(jpeg), null, new Size(300, 150)))))) {
            XWPFPicture picture = read.document()
                    .getParagraphs()
                    .getFirst()
                    .getRuns()
                    .getFirst()
                    .getEmbeddedPictures()
                    .getFirst();
            assertThat(picture.getPictureData().getData()).isEqualTo(jpeg);
            assertThat(picture.getWidth()).isEqualTo(300 * 72.0 / 100);
            assertThat(picture.getDepth()).isEqualTo(150 * 72.0 / 100);
        }
    }

    @Test
    void aPictureWithoutPixelsIsLeftOut() throws IOException {
        try (ReadDocx read = read("before\n\n![img-0.jpeg](img-0.jpeg)\n\nbehind")) {
            assertThat(read.paragraphs()).containsExactly("before", "behind");
        }
    }

    /** A paragraph that goes on over the end of a page ends on its first one. */
    @Test
    void aPageBeginsWhereOneBegan() throws IOException {
        try (ReadDocx read =
                read(List.of(page("First."), page("Second and"), page("so on.\n\nThird."), page(""), page("Last.")))) {
            assertThat(read.document().getParagraphs().stream()
                            .map(paragraph -> isBreak(paragraph) ? "---" : paragraph.getText()))
                    .containsExactly("First.", "---", "Second and so on.", "---", "Third.", "---", "Last.");
        }
    }

    @Test
    void linksGoWhereTheyWent() throws IOException {
        try (ReadDocx read = read("see [the page](https://example.org/a?b=1&c=2), not [this](javascript:alert(1))")) {
            XWPFRun link = run(read.document().getParagraphs().getFirst().getRuns(), "the page");
            assertThat(((XWPFHyperlinkRun) link).getHyperlink(read.document()).getURL())
                    .isEqualTo("https://example.org/a?b=1&c=2");
            assertThat(read.document().getHyperlinks()).hasSize(1);
        }
    }

    @Test
    void codeAndQuotationsKeepTheirLines() throws IOException {
        try (ReadDocx read = read("```\n  if (x) {\n    y();\n```\n\n> said\n>\n> twice")) {
            XWPFParagraph code = read.document().getParagraphs().getFirst();
            assertThat(code.getStyle()).isEqualTo("Code");
            assertThat(code.getText()).isEqualTo("  if (x) {\n    y();");
            assertThat(paragraph(read, "twice").getStyle()).isEqualTo("Quote");
        }
    }

    @Test
    void whatIsWrittenFromTheRightIsSo() throws IOException {
        try (ReadDocx read = read("שלום עולם")) {
            assertThat(read.document()
                            .getParagraphs()
                            .getFirst()
                            .getCTP()
                            .getPPr()
                            .isSetBidi())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0001\uFFFE\u000B b",
                "]]> <![CDATA[ x ]]> &#0; &#x1; \"quoted\"",
                "<table><tr></tr></table>",
                "<table><tr><td colspan=99999 rowspan=99999>a</td></tr><tr><td>b</td></tr></table>",
                "<table><tr><td rowspan=2>a</td><td rowspan=3>b</td></tr><tr><td colspan=3>c</td></tr><tr><td>d</td></tr></table>",
                "<table><caption>Above</caption><tr><td><table><tr><td>inner</td></tr></table></td></tr></table>",
                "<ul><li></li></ul>\n\n1. \n2. x",
                "- a\n\n  | x | y |\n  | - | - |\n  | 1 | 2 |\n\n  ```\n  code\n  ```",
                "- - - deep\n\n> - # heading\n>   > more",
                "<h1>a</h1><h2></h2><hr><dl><dt>b</dt><dd>c</dd></dl>",
                "[\"x\"](<https://example.org/\"><w:p/>)"
            })
    void whateverIsInItKeepsToTheSchema(String markdown) throws IOException {
        try (ReadDocx read = read(markdown)) {
            assertThat(read.document().getBodyElements()).isNotNull();
        }
    }

    @Test
    void aListInAListBeginsWhereItSaysAndAnEmptyItemCounts() throws IOException {
        try (ReadDocx read = read(
                "<ol><li>one<ol start=3><li>inner</li></ol></li><li></li><li>three</li></ol>\n\n- a\n\n---\n\n- b")) {
            XWPFParagraph inner = paragraph(read, "inner");
            assertThat(inner.getNumFmt()).isEqualTo("decimal");
            assertThat(inner.getNumStartOverride()).isEqualTo(3);
            List<XWPFParagraph> counted = read.document().getParagraphs().stream()
                    .filter(each -> paragraph(read, "one").getNumID().equals(each.getNumID()))
                    .toList();
            assertThat(counted).extracting(XWPFParagraph::getText).containsExactly("one", "", "three");
            assertThat(paragraph(read, "a").getNumID())
                    .isEqualTo(paragraph(read, "b").getNumID());
        }
    }

    @Test
    void anItemThatBeginsWithAListOrATableHasItsNumber() throws IOException {
        try (ReadDocx read = read(
                "<ol><li><ul><li>inner</li></ul></li><li><table><tr><td>cell</td></tr></table></li><li>third</li></ol>")) {
            assertThat(read.document().getParagraphs().stream()
                            .filter(each -> paragraph(read, "third").getNumID().equals(each.getNumID())))
                    .hasSize(3);
        }
    }

    @Test
    void aTableOfAFewCellsThatReachFarIsItsText() throws IOException {
        String reaching =
                "<table><tr>" + "<td rowspan=9999>a</td>".repeat(60) + "</tr>" + "<tr></tr>".repeat(3000) + "</table>";
        try (ReadDocx read = read(reaching)) {
            assertThat(read.document().getTables()).isEmpty();
            assertThat(read.paragraphs().getFirst()).startsWith("a\ta\ta");
        }
    }

    @Test
    void whatIsNestedTooDeepIsItsTextAlone() throws IOException {
        String deep = "<div>".repeat(3000) + "at the bottom" + "</div>".repeat(3000);
        try (ReadDocx read = read(deep)) {
            assertThat(read.paragraphs()).containsExactly("at the bottom");
        }
    }

    private static boolean isBreak(XWPFParagraph paragraph) {
        return paragraph.getRuns().stream()
                .flatMap(run -> run.getCTR().getBrList().stream())
                .anyMatch(each -> STBrType.PAGE.equals(each.getType()));
    }

    private static STMerge.Enum merge(XWPFTableCell cell) {
        var merge = cell.getCTTc().getTcPr().getVMerge();
        return merge.isSetVal() ? merge.getVal() : STMerge.CONTINUE;
    }

    private static List<Integer> widths(XWPFTable table) {
        return table.getCTTbl().getTblGrid().getGridColList().stream()
                .map(column -> Integer.parseInt(column.getW().toString()))
                .toList();
    }

    private static int columns(XWPFTableCell cell) {
        CTTcPr properties = cell.getCTTc().getTcPr();
        return properties.isSetGridSpan() ? properties.getGridSpan().getVal().intValue() : 1;
    }

    private static XWPFRun run(List<XWPFRun> runs, String text) {
        return runs.stream().filter(run -> run.text().equals(text)).findFirst().orElseThrow();
    }

    private static XWPFParagraph paragraph(ReadDocx read, String text) {
        return read.document().getParagraphs().stream()
                .filter(paragraph -> paragraph.getText().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private ReadDocx read(String markdown) throws IOException {
        return read(List.of(page(markdown)));
    }

    /** INVARIANT: whatever a test is about, its document keeps to the schemas. */
    private ReadDocx read(List<OcrPage> pages) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Spool spool = new SomeSpools(directory).open()) {
            Docx docx = new Docx(out, spool);
            DocxForm form = new DocxForm(docx);
            MarkdownPages text = new MarkdownPages(docx.body(), form);
            for (OcrPage page : pages) {
                form.page(page);
                text.add(page.markdown());
            }
            text.end();
            docx.end();
        }
        ReadDocx read = new ReadDocx(out.toByteArray());
        assertThat(read.violations()).isEmpty();
        return read;
    }

    private static OcrPage page(String markdown, Image... images) {
        return new OcrPage(
                0,
                markdown,
                List.of(images),
                List.of(),
                List.of(),
                null,
                null,
                new PageDimensions(850, 1100, 100),
                null,
                null,
                null);
    }

    private static String uri(byte[] jpeg) {
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
    }

    private static byte[] jpeg(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        IntStream.range(0, width).forEach(x -> image.setRGB(x, x * height / width, 0xff8800));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return bytes.toByteArray();
    }
}
