package dev.recto.api.ocr.answer;

import dev.recto.api.ocr.docx.Docx;
import java.io.IOException;

/** Paragraphs, tables and pictures of a word processor; a page begins where one began. */
final class DocxForm implements DocumentForm {
    private final Docx docx;
    private final CleanHtml html = new CleanHtml();
    private final RecentPictures pictures = new RecentPictures();

    DocxForm(Docx docx) {
        this.docx = docx;
    }

    @Override
    public boolean showsPictures() {
        return true;
    }

    @Override
    public void page(OcrPage page) {
        pictures.next(page);
    }

    @Override
    public String of(String block) throws IOException {
        return docx.blocks(html.of(block), pictures::find);
    }

    @Override
    public String pageBreak() {
        return docx.pageBreak();
    }
}
