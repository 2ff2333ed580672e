package dev.recto.api.ocr.docx;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recto.api.temporary.Spool;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jsoup.nodes.Element;

/**
 * A document on its way out. Its text waits in a file while pictures go before it, since a part of an archive is written at a time. Whoever breaks off
 * leaves an archive that nobody takes for a whole one.
 */
public final class Docx implements AutoCloseable {
    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
            xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" \
            xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" \
            xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" \
            xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>
            """;

    /** Of the text, in twentieths of a point. */
    static final int WIDTH = 9638;

    /** A4. */
    private static final String TAIL = """
            <w:sectPr><w:pgSz w:w="11906" w:h="16838"/>\
            <w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>
            </w:body></w:document>
            """;

    private static final String PAGE_BREAK = "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>";

    private final Archive zip;
    private final Parts parts;
    private final Path file;
    private final Writer body;

    /** @param spool for the text, until {@link #end} */
    public Docx(OutputStream out, Spool spool) throws IOException {
        zip = new Archive(out);
        parts = new Parts(zip);
        Spool.NewFile waiting = spool.open();
        file = waiting.path();
        body = new BufferedWriter(new OutputStreamWriter(waiting.out(), UTF_8));
        parts.entry("[Content_Types].xml", Template.TYPES.with(""));
        parts.entry("_rels/.rels", Template.ROOT.with(""));
        body.write(HEAD);
    }

    /** Where what {@link #blocks} gives is to go. */
    public Writer body() {
        return body;
    }

    /** @param html that can be trusted */
    public String blocks(Element html, Pictures pictures) throws IOException {
        return new Blocks(parts, pictures).of(html);
    }

    public String pageBreak() {
        return PAGE_BREAK;
    }

    public void end() throws IOException {
        body.write(TAIL);
        body.close();
        zip.putNextEntry(new ZipEntry("word/document.xml"));
        Files.copy(file, zip);
        zip.closeEntry();
        parts.write();
        zip.finish();
        zip.flush();
    }

    /** Lets go of memory; what has not ended stays without an end. */
    @Override
    public void close() {
        zip.release();
    }

    private static final class Archive extends ZipOutputStream {
        Archive(OutputStream out) {
            super(out);
        }

        /** Closing would write an end, which makes a broken archive look whole. */
        void release() {
            def.end();
        }
    }
}
