package dev.recto.api.ocr.docx;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.xmlbeans.XmlError;
import org.apache.xmlbeans.XmlException;
import org.apache.xmlbeans.XmlOptions;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.DocumentDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.NumberingDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.StylesDocument;

/** A document as Apache POI reads it, which knows the schemas. */
public final class ReadDocx implements AutoCloseable {
    private final XWPFDocument document;

    public ReadDocx(byte[] bytes) throws IOException {
        document = new XWPFDocument(new ByteArrayInputStream(bytes));
    }

    public XWPFDocument document() {
        return document;
    }

    /** Its paragraphs that say something. */
    public List<String> paragraphs() {
        return document.getParagraphs().stream()
                .map(XWPFParagraph::getText)
                .filter(text -> !text.isBlank())
                .toList();
    }

    /** What its parts break of their schemas. */
    public List<String> violations() throws IOException {
        List<String> violations = new ArrayList<>();
        try {
            var options = new XmlOptions().setErrorListener(new ArrayList<>() {
                @Override
                public boolean add(XmlError error) {
                    return violations.add(error.getMessage());
                }
            });
            DocumentDocument.Factory.parse(part("/word/document.xml")).validate(options);
            StylesDocument.Factory.parse(part("/word/styles.xml")).validate(options);
            NumberingDocument.Factory.parse(part("/word/numbering.xml")).validate(options);
        } catch (XmlException | InvalidFormatException e) {
            violations.add(e.getMessage());
        }
        return violations;
    }

    private InputStream part(String name) throws IOException, InvalidFormatException {
        return document.getPackage().getParts().stream()
                .filter(part -> part.getPartName().getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getInputStream();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
