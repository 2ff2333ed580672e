package dev.recto.api.ocr.docx;

import java.util.Base64;

/**
 * A picture of a page.
 *
 * @param base64 its JPEG
 * @param dpi of the page that it was cut from
 */
public record Drawing(String base64, int width, int height, int dpi) {
    private static final int UNITS_PER_INCH = 914_400;

    /** Of the paper inside its margins. */
    private static final double WIDEST = 6_120_000;

    private static final double HIGHEST = 9_200_000;

    /** The picture inside of HTML. */
    public String uri() {
        return "data:image/jpeg;base64," + base64;
    }

    byte[] jpeg() {
        return Base64.getDecoder().decode(base64);
    }

    /** @param number in the document, from 1 */
    String xml(String relationship, int number, String description) {
        double scale = (double) UNITS_PER_INCH / dpi;
        scale = Math.min(scale, Math.min(WIDEST / width, HIGHEST / height));
        long wide = Math.max(1, Math.round(scale * width));
        long high = Math.max(1, Math.round(scale * height));
        return """
                <w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%1$d" cy="%2$d"/>\
                <wp:docPr id="%3$d" name="Picture %3$d" descr="%4$s"/>\
                <a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>\
                <pic:nvPicPr><pic:cNvPr id="%3$d" name="Picture %3$d"/><pic:cNvPicPr/></pic:nvPicPr>\
                <pic:blipFill><a:blip r:embed="%5$s"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
                <pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%1$d" cy="%2$d"/></a:xfrm>\
                <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>""".formatted(wide, high, number, Xml.text(description), relationship);
    }
}
