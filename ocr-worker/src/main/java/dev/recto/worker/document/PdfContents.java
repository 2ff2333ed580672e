package dev.recto.worker.document;

import dev.recto.worker.reader.PageNotTriedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/**
 * Digests of pages: of every object that is reached from a page, and of what of the document itself shows on its pages. Pages of equal digests
 * are drawn and read alike, in whichever document and at whichever place they are; pages that look alike may have different ones. INVARIANT:
 * the work is bounded; pages behind that have none.
 */
final class PdfContents {
    /** Changes whenever digests are made in another way. */
    private static final String FORM = "1";

    /** Of the page's own dictionary; they show nowhere, and some change wherever another page does. */
    private static final Set<COSName> UNSEEN = Set.of(
            COSName.PARENT,
            COSName.getPDFName("LastModified"),
            COSName.METADATA,
            COSName.getPDFName("PieceInfo"),
            COSName.STRUCT_PARENTS,
            COSName.getPDFName("Thumb"));

    private static final List<COSName> OF_THE_DOCUMENT =
            List.of(COSName.OCPROPERTIES, COSName.getPDFName("OutputIntents"));
    private static final Set<COSName> FIELDS =
            Set.of(COSName.FIELDS, COSName.getPDFName("XFA"), COSName.getPDFName("CO"));

    private final PDDocument pdf;
    private final PdfParts parts;

    private PdfContents(PDDocument pdf) {
        this.pdf = pdf;
        this.parts = new PdfParts(pdf);
    }

    /** One for each page, empty where there is none. */
    static List<String> of(PDDocument pdf) {
        PdfContents contents = new PdfContents(pdf);
        List<String> digests = new ArrayList<>();
        for (PDPage page : pdf.getPages()) {
            Interruption.check();
            digests.add(pdf.isEncrypted() || contents.parts.isExhausted() ? "" : contents.of(page));
        }
        return digests;
    }

    private String of(PDPage page) {
        try {
            PageWalk walk = new PageWalk(page.getCOSObject(), parts);
            walk.add(FORM);
            walk.add(page.getMediaBox() + " " + page.getCropBox() + " " + page.getRotation());
            walk.add(page.getResources() == null ? null : page.getResources().getCOSObject());
            walk.addAllBut(UNSEEN, page.getCOSObject());
            COSDictionary root = pdf.getDocumentCatalog().getCOSObject();
            OF_THE_DOCUMENT.forEach(name -> walk.add(root.getItem(name)));
            COSDictionary form = root.getCOSDictionary(COSName.ACRO_FORM);
            if (form != null) {
                walk.addAllBut(FIELDS, form);
            }
            walk.add(EmbeddedFiles.flags(pdf.getDocumentCatalog(), page).toString());
            return walk.digest();
        } catch (PageNotTriedException full) {
            throw full;
        } catch (IOException | RuntimeException e) {
            // Of a damaged page nothing can be said
            Interruption.check();
            return "";
        }
    }
}
