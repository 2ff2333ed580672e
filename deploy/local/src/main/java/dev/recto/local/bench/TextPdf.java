package dev.recto.local.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes PDF files of plain text pages (A5, 12 pt Helvetica), as small as such files get. */
public final class TextPdf {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 595;
    private static final int MARGIN = 50;
    private static final int FONT_SIZE = 12;
    /** Objects before the first page: catalogue, page tree and font. */
    private static final int FIXED_OBJECTS = 3;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Integer> offsets = new ArrayList<>();

    private TextPdf() {}

    /** A document whose page k (counted from 0) shows the ASCII line {@code text.apply(k)}. */
    public static byte[] of(int pages, IntFunction<String> text) {
        return new TextPdf().write(pages, text);
    }

    private byte[] write(int pages, IntFunction<String> text) {
        String kids = IntStream.range(0, pages)
                .mapToObj(page -> pageObject(page) + " 0 R")
                .collect(Collectors.joining(" "));
        raw("%PDF-1.4\n");
        object("<< /Type /Catalog /Pages 2 0 R >>");
        object("<< /Type /Pages /Count %d /Kids [%s] >>".formatted(pages, kids));
        object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        for (int page = 0; page < pages; page++) {
            object(("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R"
                            + " /Resources << /Font << /F1 3 0 R >> >> >>")
                    .formatted(WIDTH, HEIGHT, pageObject(page) + 1));
            String content = "BT /F1 %d Tf %d %d Td (%s) Tj ET"
                    .formatted(FONT_SIZE, MARGIN, HEIGHT - MARGIN, escape(text.apply(page)));
            object("<< /Length %d >>\nstream\n%s\nendstream".formatted(content.length(), content));
        }
        finish();
        return out.toByteArray();
    }

    private static int pageObject(int page) {
        return FIXED_OBJECTS + 1 + 2 * page;
    }

    private static String escape(String text) {
        return text.replaceAll("([\\\\()])", "\\\\$1");
    }

    private void object(String body) {
        offsets.add(out.size());
        raw("%d 0 obj\n%s\nendobj\n".formatted(offsets.size(), body));
    }

    private void finish() {
        int start = out.size();
        raw("xref\n0 %d\n0000000000 65535 f \n".formatted(offsets.size() + 1));
        offsets.forEach(offset -> raw("%010d 00000 n \n".formatted(offset)));
        raw("trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n".formatted(offsets.size() + 1, start));
    }

    private void raw(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
