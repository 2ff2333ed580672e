package dev.recto.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Documents made to take forever, to fill the memory, or to be of no sensible size. */
final class HostileDocuments {
    private static final String PAGE_SIZE = "/MediaBox [0 0 100 100]";

    private HostileDocuments() {}

    static byte[] picture(String format, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    static byte[] ofSize(String mediaBox) throws IOException {
        return page("/MediaBox [" + mediaBox + "]", "", stream("", bytes("0 0 50 50 re f")));
    }

    /** Content that unpacks to two gigabytes. */
    static byte[] unpackingToGigabytes() throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        byte[] block = bytes("q Q\n".repeat(25_000));
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated, new Deflater(Deflater.BEST_SPEED))) {
            for (int i = 0; i < 20_000; i++) {
                out.write(block);
            }
        }
        return page(PAGE_SIZE, "", stream("/Filter /FlateDecode", deflated.toByteArray()));
    }

    /** A hundred to the fifth rectangles, by forms that draw forms. */
    static byte[] tenToTheTenRectangles() throws IOException {
        byte[][] forms = new byte[5][];
        for (int i = 0; i < forms.length; i++) {
            String next = "/XObject << /F " + (6 + i) + " 0 R >>";
            forms[i] = stream(
                    "/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources << " + next + " >>",
                    bytes((i == forms.length - 1 ? "0 0 9 9 re f\n" : "/F Do\n").repeat(100)));
        }
        return page(PAGE_SIZE, "/XObject << /F 5 0 R >>", stream("", bytes("/F Do")), forms);
    }

    static byte[] millionLines() throws IOException {
        Random random = new Random(1);
        StringBuilder lines = new StringBuilder("0 0 m\n");
        for (int i = 0; i < 1_000_000; i++) {
            lines.append(random.nextInt(100))
                    .append(' ')
                    .append(random.nextInt(100))
                    .append(" l\n");
        }
        return page(PAGE_SIZE, "", stream("", bytes(lines.append("S").toString())));
    }

    static byte[] finelyDashed() throws IOException {
        return page(PAGE_SIZE, "", stream("", bytes("[0.00001] 0 d 0 0 m 1000000000 1000000000 l S")));
    }

    /** Objects: 1 catalog, 2 pages, 3 page, 4 content, 5 and on: further ones. */
    private static byte[] page(String entries, String resources, byte[] content, byte[]... further) throws IOException {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        pdf.write(bytes("%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
                + "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
                + "3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R " + entries + " /Resources << " + resources
                + " >> >>\nendobj\n"));
        add(pdf, 4, content);
        for (int i = 0; i < further.length; i++) {
            add(pdf, 5 + i, further[i]);
        }
        pdf.write(bytes("trailer\n<< /Root 1 0 R >>\n%%EOF\n"));
        return pdf.toByteArray();
    }

    private static void add(ByteArrayOutputStream pdf, int number, byte[] object) throws IOException {
        pdf.write(bytes(number + " 0 obj\n"));
        pdf.write(object);
        pdf.write(bytes("\nendobj\n"));
    }

    private static byte[] stream(String entries, byte[] content) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.write(bytes("<< " + entries + " /Length " + content.length + " >>\nstream\n"));
        stream.write(content);
        stream.write(bytes("\nendstream"));
        return stream.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
