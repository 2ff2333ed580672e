package dev.recto.worker.searchable;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;

/** A font without ink for up to 255 characters of any script (PDF 32000-1, 9.6.5, Type 3, and 9.10.3): no viewer looks for another in its place. */
final class UnseenFont {
    private static final int CODES = 255;
    private static final String GLYPH = "g";

    private final COSDictionary dictionary = new COSDictionary();
    private final Map<Integer, Integer> codes = new HashMap<>();
    private final List<Integer> characters = new ArrayList<>();

    COSDictionary dictionary() {
        return dictionary;
    }

    /** The code of a character, which may be new to the font; empty if it has no code left for it. */
    OptionalInt code(int character) {
        Integer known = codes.get(character);
        if (known != null) {
            return OptionalInt.of(known);
        }
        if (characters.size() == CODES) {
            return OptionalInt.empty();
        }
        characters.add(character);
        codes.put(character, characters.size());
        return OptionalInt.of(characters.size());
    }

    /** Writes down which characters there are; to be called once, when all are known. */
    void complete(PDDocument pdf) throws IOException {
        dictionary.setItem(COSName.TYPE, COSName.FONT);
        dictionary.setItem(COSName.SUBTYPE, COSName.TYPE3);
        dictionary.setItem(COSName.FONT_BBOX, new PDRectangle(0, -200, 1000, 1000).getCOSArray());
        dictionary.setItem(
                COSName.FONT_MATRIX, Matrix.getScaleInstance(0.001f, 0.001f).toCOSArray());
        dictionary.setItem(COSName.RESOURCES, new COSDictionary());
        dictionary.setInt(COSName.FIRST_CHAR, 1);
        dictionary.setInt(COSName.LAST_CHAR, characters.size());
        COSArray widths = new COSArray();
        COSArray differences = new COSArray();
        differences.add(COSInteger.get(1));
        COSDictionary glyphs = new COSDictionary();
        Map<Integer, COSStream> blanks = new HashMap<>();
        for (int character : characters) {
            int width = GlyphWidths.of(character);
            COSName name = COSName.getPDFName(GLYPH + codes.get(character));
            widths.add(COSInteger.get(width));
            differences.add(name);
            if (!blanks.containsKey(width)) {
                blanks.put(width, stream(pdf, width + " 0 d0"));
            }
            glyphs.setItem(name, blanks.get(width));
        }
        COSDictionary encoding = new COSDictionary();
        encoding.setItem(COSName.TYPE, COSName.ENCODING);
        encoding.setItem(COSName.DIFFERENCES, differences);
        dictionary.setItem(COSName.WIDTHS, widths);
        dictionary.setItem(COSName.ENCODING, encoding);
        dictionary.setItem(COSName.CHAR_PROCS, glyphs);
        dictionary.setItem(COSName.TO_UNICODE, stream(pdf, meanings()));
    }

    private String meanings() {
        StringBuilder map = new StringBuilder("""
                /CIDInit /ProcSet findresource begin
                12 dict begin
                begincmap
                /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
                /CMapName /Adobe-Identity-UCS def
                /CMapType 2 def
                1 begincodespacerange
                <00> <FF>
                endcodespacerange
                """);
        // At most a hundred in a section
        for (int start = 0; start < characters.size(); start += 100) {
            int end = Math.min(characters.size(), start + 100);
            map.append(end - start).append(" beginbfchar\n");
            for (int i = start; i < end; i++) {
                map.append(String.format(Locale.ROOT, "<%02X> <", i + 1));
                for (char unit : Character.toChars(characters.get(i))) {
                    map.append(String.format(Locale.ROOT, "%04X", (int) unit));
                }
                map.append(">\n");
            }
            map.append("endbfchar\n");
        }
        return map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
                .toString();
    }

    private static COSStream stream(PDDocument pdf, String text) throws IOException {
        COSStream stream = pdf.getDocument().createCOSStream();
        try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(text.getBytes(US_ASCII));
        }
        return stream;
    }
}
