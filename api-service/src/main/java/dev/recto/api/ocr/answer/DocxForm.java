package dev.recto.api.ocr.answer;

import dev.recto.api.ocr.docx.Docx;
import java.io.IOException;
import org.jsoup.nodes.Element;

/** Paragraphs, tables and pictures of a word processor; a page begins where one began. */
final class DocxForm extends PicturedForm {
    private final Docx docx;

    DocxForm(Docx docx) {
        this.docx = docx;
    }

    @Override
    String of(Element body) throws IOException {
        return docx.blocks(body, pictures::find);
    }

    @Override
    public String pageBreak() {
        return docx.pageBreak();
    }
}
