package dev.recto.api.ocr.answer;

import java.io.IOException;
import org.jsoup.nodes.Element;

/** A form that is made of elements, with the pixels of pictures inside. */
abstract class PicturedForm implements DocumentForm {
    final RecentPictures pictures = new RecentPictures();
    private final CleanHtml html = new CleanHtml();

    abstract String of(Element body) throws IOException;

    @Override
    public final String of(String block) throws IOException {
        return of(html.of(block));
    }

    @Override
    public final boolean showsPictures() {
        return true;
    }

    @Override
    public final void page(OcrPage page) {
        pictures.next(page);
    }
}
