package dev.recto.worker.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * PDFs written object by object, with no library to keep them honest and without a cross-reference table. 1 is the catalog, 2 the
 * page tree, 3 the page, 4 its content; further objects are counted from 5.
 */
final class RawPdf {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int number = 1;

    private RawPdf() {}

    /** A page of 100 by 100 points. */
    static byte[] page(String resources, byte[] content, byte[]... further) {
        return page("/MediaBox [0 0 100 100]", resources, content, further);
    }

    static byte[] page(String entries, String resources, byte[] content, byte[]... further) {
        return of(
                object("<< /Type /Catalog /Pages 2 0 R >>"),
                object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
                object("<< /Type /Page /Parent 2 0 R /Contents 4 0 R " + entries + " /Resources << " + resources
                        + " >> >>"),
                content,
                further);
    }

    static byte[] of(byte[] catalog, byte[] pages, byte[] page, byte[] content, byte[]... further) {
        RawPdf pdf = new RawPdf();
        pdf.write("%PDF-1.7\n".getBytes(ISO_8859_1));
        pdf.add(catalog);
        pdf.add(pages);
        pdf.add(page);
        pdf.add(content);
        for (byte[] object : further) {
            pdf.add(object);
        }
        pdf.write("trailer\n<< /Root 1 0 R >>\n%%EOF\n".getBytes(ISO_8859_1));
        return pdf.bytes.toByteArray();
    }

    static byte[] object(String text) {
        return text.getBytes(ISO_8859_1);
    }

    static byte[] stream(String entries, String content) {
        return stream(entries, content.getBytes(ISO_8859_1));
    }

    static byte[] stream(String entries, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(object("<< " + entries + " /Length " + content.length + " >>\nstream\n"));
        bytes.writeBytes(content);
        bytes.writeBytes(object("\nendstream"));
        return bytes.toByteArray();
    }

    /** The piece so many times, deflated. */
    static byte[] deflated(String entries, String piece, long times) {
        return stream("/Filter /FlateDecode " + entries, deflate(piece, times));
    }

    static byte[] deflate(String piece, long times) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] block = piece.getBytes(ISO_8859_1);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_SPEED))) {
            for (long i = 0; i < times; i++) {
                out.write(block);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static String form(String resources) {
        return "/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources << " + resources + " >>";
    }

    private void add(byte[] object) {
        write((number++ + " 0 obj\n").getBytes(ISO_8859_1));
        write(object);
        write("\nendobj\n".getBytes(ISO_8859_1));
    }

    private void write(byte[] more) {
        bytes.writeBytes(more);
    }
}
