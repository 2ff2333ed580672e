package dev.recto.worker.searchable;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.recto.model.Box;
import dev.recto.model.PageText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;

/** Puts texts on pages of a document, each over where it was read, in a manner that shows nothing (PDF 32000-1, 9.3.6, mode 3). */
public final class UnseenText {
    private static final String FONT = "Recto";

    /** Of a line's height, from its top. */
    private static final double BASELINE = 0.8;

    private final PDDocument pdf;
    private final List<UnseenFont> fonts = new ArrayList<>();

    public UnseenText(PDDocument pdf) {
        this.pdf = pdf;
    }

    /** Behind what the page has; nothing of that changes. */
    public void put(PDPage page, PageText text) throws IOException {
        Map<Integer, UnseenFont> used = new TreeMap<>();
        String operators = operators(page, text, used);
        if (used.isEmpty()) {
            return;
        }
        COSArray contents = new COSArray();
        contents.add(stream("q\n"));
        COSBase before = page.getCOSObject().getDictionaryObject(COSName.CONTENTS);
        if (before instanceof COSArray several) {
            several.forEach(contents::add);
        } else if (before != null) {
            contents.add(page.getCOSObject().getItem(COSName.CONTENTS));
        }
        contents.add(stream(operators));
        page.getCOSObject().setItem(COSName.CONTENTS, contents);
        page.setResources(new PDResources(withFonts(page.getResources(), used)));
    }

    /** To be called once, when every page has its text. */
    public void complete() throws IOException {
        for (UnseenFont font : fonts) {
            font.complete(pdf);
        }
    }

    /** Pages share resources, and what is added here is for this page alone. */
    private static COSDictionary withFonts(PDResources before, Map<Integer, UnseenFont> used) {
        COSDictionary resources = before == null ? new COSDictionary() : new COSDictionary(before.getCOSObject());
        COSDictionary named = resources.getCOSDictionary(COSName.FONT);
        COSDictionary all = named == null ? new COSDictionary() : new COSDictionary(named);
        used.forEach((number, font) -> all.setItem(FONT + number, font.dictionary()));
        resources.setItem(COSName.FONT, all);
        return resources;
    }

    private String operators(PDPage page, PageText text, Map<Integer, UnseenFont> used) {
        ShownPage shown = ShownPage.of(page);
        double scale = shown.width() / text.dimensions().width();
        StringBuilder operators =
                new StringBuilder("\nQ\nq\n").append(shown.matrix()).append(" cm\nBT\n3 Tr\n");
        for (PageText.Piece piece : text.pieces()) {
            Box box = piece.box();
            if (!piece.text().isBlank() && box.width() > 0 && box.height() > 0) {
                FittedText fitted = FittedText.of(piece.text(), scale * box.width(), scale * box.height());
                operators.append(number(100 * fitted.stretch())).append(" Tz\n");
                double baseline = shown.height() - scale * box.top() - BASELINE * fitted.lineHeight();
                for (String line : fitted.lines()) {
                    operators.append("1 0 0 1 %s %s Tm\n".formatted(number(scale * box.left()), number(baseline)));
                    show(line, fitted.fontSize(), operators, used);
                    baseline -= fitted.lineHeight();
                }
            }
        }
        return operators.append("ET\nQ\n").toString();
    }

    private void show(String line, double size, StringBuilder operators, Map<Integer, UnseenFont> used) {
        int current = -1;
        for (int character : line.codePoints().toArray()) {
            int font = 0;
            while (font(font).code(character).isEmpty()) {
                font++;
            }
            if (font != current) {
                operators.append(current < 0 ? "" : "> Tj\n");
                operators.append("/%s%d %s Tf\n<".formatted(FONT, font, number(size)));
                used.put(font, font(font));
                current = font;
            }
            operators.append(String.format(
                    Locale.ROOT, "%02X", font(font).code(character).getAsInt()));
        }
        operators.append(current < 0 ? "" : "> Tj\n");
    }

    private UnseenFont font(int number) {
        if (number == fonts.size()) {
            fonts.add(new UnseenFont());
        }
        return fonts.get(number);
    }

    private COSStream stream(String text) throws IOException {
        COSStream stream = pdf.getDocument().createCOSStream();
        try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(text.getBytes(US_ASCII));
        }
        return stream;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
