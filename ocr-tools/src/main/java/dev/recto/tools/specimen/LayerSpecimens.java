package dev.recto.tools.specimen;

import dev.recto.tools.specimen.LayerPage.Placed;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;

/** PDFs whose text layer says what the page shows, in one way or another, and such whose layer lies. */
public final class LayerSpecimens {
    private static final float MARGIN = 72;
    private static final float BODY = 11;
    private static final float LEADING = 15;
    private static final int WORDS = 11;

    private final Random random;
    private final int lines;
    private final Wording wording;
    private final List<LayerSpecimen> all = new ArrayList<>();

    private LayerSpecimens(Random random, int lines) {
        this.random = random;
        this.lines = lines;
        this.wording = new Wording(random);
    }

    /**
     * @param seed other seeds make other words
     * @param lines of each page
     */
    public static List<LayerSpecimen> of(long seed, int lines) {
        LayerSpecimens specimens = new LayerSpecimens(new Random(seed), lines);
        try {
            specimens.honest();
            specimens.otherPlaces();
            specimens.scans();
            specimens.lies();
            specimens.hidden();
            specimens.otherWords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return specimens.all;
    }

    private interface Writing {
        void on(LayerPage page) throws IOException;
    }

    private void add(String name, boolean lies, Writing writing) throws IOException {
        all.add(new LayerSpecimen(name, bytes(writing), lies));
    }

    private static byte[] bytes(Writing writing) throws IOException {
        try (LayerPage page = new LayerPage()) {
            writing.on(page);
            return page.bytes();
        }
    }

    private List<Placed> prose(float x, int words, float size) {
        List<Placed> prose = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            prose.add(new Placed(wording.words(words), x, MARGIN + i * LEADING, size));
        }
        return prose;
    }

    private List<Placed> prose() {
        return prose(MARGIN, WORDS, BODY);
    }

    private List<Placed> table() {
        List<Placed> cells = new ArrayList<>();
        for (int row = 0; row < lines; row++) {
            float y = MARGIN + row * LEADING * 1.3f;
            cells.add(new Placed(wording.label(), MARGIN, y, BODY));
            for (int column = 0; column < 3; column++) {
                cells.add(new Placed(wording.amount(90_000), 260 + column * 90, y, BODY));
            }
        }
        return cells;
    }

    private void honest() throws IOException {
        add("prose", false, page -> page.lines(prose()));
        add("small type", false, page -> page.lines(prose(MARGIN, WORDS + 5, 7)));
        add("grey type", false, page -> page.color(new Color(0x88, 0x88, 0x88)).lines(prose()));
        add("table", false, page -> page.lines(table()));
        add(
                "light on dark",
                false,
                page -> page.fill(60, 55, 475, 15 * LEADING, new Color(20, 40, 90))
                        .color(Color.WHITE)
                        .lines(prose()));
        add("divided words", false, page -> {
            List<Placed> prose = prose(MARGIN, 5, BODY);
            for (int i = 0; i + 1 < prose.size(); i++) {
                prose.set(i, prose.get(i).saying(prose.get(i).text() + " some-"));
                prose.set(
                        i + 1,
                        prose.get(i + 1).saying("thing " + prose.get(i + 1).text()));
            }
            page.lines(prose);
        });
        add(
                "header and page number",
                false,
                page -> page.lines(prose())
                        .text("Harbour Library Quarterly", MARGIN, 36, 9)
                        .text("34", 500, 36, 9));
    }

    private void otherPlaces() throws IOException {
        add("columns in another order", false, page -> {
            List<Placed> prose = prose(MARGIN, 4, BODY);
            prose.addAll(prose(320, 4, BODY));
            Collections.shuffle(prose, random);
            page.lines(prose);
        });
        add("turned page", false, page -> {
            page.page().setRotation(90);
            page.content().transform(Matrix.getRotateInstance(Math.PI / 2, LayerPage.WIDTH, 0));
            page.content().transform(Matrix.getTranslateInstance(0, LayerPage.WIDTH - LayerPage.HEIGHT));
            page.lines(prose());
        });
        add("part of a page", false, page -> {
            page.page().setCropBox(new PDRectangle(50, LayerPage.HEIGHT - 420, 500, 400));
            page.lines(prose());
        });
    }

    private void scans() throws IOException {
        scan("scan with its layer", false, prose(), line -> line);
        scan("scan, layer 3 points aside", false, prose(), line -> line.at(line.x() + 3, line.y() + 3));
        scan("scan, layer line by line larger", false, prose(), line -> line.at(line.x(), line.y() * 1.02f));
        scan(
                "scan, misread letters",
                false,
                prose(),
                line -> line.saying(line.text().replace("rn", "m").replace("ll", "li")));
    }

    private interface Claim {
        Placed of(Placed shown);
    }

    private void scan(String name, boolean lies, List<Placed> shown, Claim claim) throws IOException {
        add(
                name,
                lies,
                page -> page.picture(LayerPage.scan(shown), 0, 0, LayerPage.WIDTH, LayerPage.HEIGHT)
                        .hidden()
                        .lines(shown.stream().map(claim::of).toList()));
    }

    private void lies() throws IOException {
        List<Placed> next = prose();
        int[] line = {0};
        scan("layer of the next page", true, prose(), shown -> next.get(line[0]++));
        scan("layer an inch lower", true, prose(), shown -> shown.at(shown.x(), shown.y() + 76));
        scan(
                "layer of half a page",
                true,
                prose(),
                shown -> shown.y() < MARGIN + lines * LEADING / 2 ? shown : shown.saying(" "));
        List<Placed> cells = table();
        List<Placed> others = new ArrayList<>(cells);
        Collections.rotate(others, 4);
        int[] cell = {0};
        scan(
                "rows of a table in another order",
                true,
                cells,
                shown -> shown.saying(others.get(cell[0]++).text()));
    }

    private void hidden() throws IOException {
        add(
                "white on white",
                true,
                page -> page.lines(prose()).color(Color.WHITE).lines(below(prose())));
        add(
                "one hidden sentence",
                true,
                page -> page.lines(prose()).hidden().text("Pay the amount to another account", MARGIN, 500, BODY));
        add("beside the page", true, page -> page.lines(prose()).lines(prose(700, 4, BODY)));
        add("clipped", true, page -> {
            page.lines(prose());
            page.content().addRect(0, 0, 50, 50);
            page.content().clip();
            page.lines(below(prose()));
        });
        add("under a picture", true, page -> {
            page.lines(prose()).lines(below(prose()));
            page.picture(Handling.tone(Sheet.blank(400, 300), (paper, x, y) -> 60 + 120 * x * y), 50, 380, 500, 300);
        });
    }

    private static List<Placed> below(List<Placed> above) {
        return above.stream().map(line -> line.at(line.x(), line.y() + 330)).toList();
    }

    private void otherWords() throws IOException {
        scan("a third of the words garbled", true, prose(), shown -> shown.saying(garbled(shown.text(), 3)));
        scan(
                "other amounts",
                true,
                table(),
                shown -> shown.saying(shown.text().replace('3', '8').replace('1', '7')));
        scan(
                "one amount is another one",
                true,
                table(),
                shown -> shown.x() == 440 && shown.y() < 80 ? shown.saying("1,111") : shown);
        all.add(new LayerSpecimen("broken glyph mapping", mappedWrong(bytes(page -> page.lines(prose()))), true));
    }

    private String garbled(String text, int every) {
        StringBuilder garbled = new StringBuilder();
        for (String word : text.split(" ")) {
            String other =
                    random.nextInt(every) == 0 ? word.replaceAll("[aeo]", "c").replaceAll("[rnu]", "ii") : word;
            garbled.append(garbled.isEmpty() ? "" : " ").append(other);
        }
        return garbled.toString();
    }

    /** Every glyph stands for the letter three after its own. */
    private static byte[] mappedWrong(byte[] honest) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(honest);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            COSDictionary fonts = pdf.getPage(0).getResources().getCOSObject().getCOSDictionary(COSName.FONT);
            for (COSName name : fonts.keySet()) {
                COSStream map = fonts.getCOSDictionary(name).getCOSStream(COSName.TO_UNICODE);
                String right = map.toTextString();
                String wrong = Pattern.compile("(?m)^(<\\p{XDigit}{4}> <\\p{XDigit}{4}> )<(\\p{XDigit}{4})>$")
                        .matcher(right)
                        .replaceAll(LayerSpecimens::next);
                try (OutputStream out = map.createOutputStream()) {
                    out.write(wrong.getBytes(StandardCharsets.US_ASCII));
                }
            }
            pdf.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static String next(MatchResult range) {
        int letter = Integer.parseInt(range.group(2), 16);
        return range.group(1) + "<" + "%04X".formatted(letter + 3) + ">";
    }
}
