package dev.recto.worker.document;

import java.util.Comparator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;

/** Pages of a damaged PDF whose catalog or page tree is lost, in the order of their objects' numbers. */
final class LoosePages {
    private LoosePages() {}

    /** Makes a new catalog of them. Whether there are any. */
    static boolean gather(COSDocument document) {
        if (document.getTrailer() == null) {
            return false;
        }
        COSArray kids = new COSArray();
        document.getXrefTable().keySet().stream()
                .sorted(Comparator.comparingLong(COSObjectKey::getNumber).thenComparing(COSObjectKey::getGeneration))
                .map(document::getObjectFromPool)
                .filter(LoosePages::isPage)
                .forEach(kids::add);
        if (kids.size() == 0) {
            return false;
        }
        COSDictionary pages = new COSDictionary();
        pages.setItem(COSName.TYPE, COSName.PAGES);
        pages.setItem(COSName.KIDS, kids);
        pages.setInt(COSName.COUNT, kids.size());
        COSDictionary catalog = new COSDictionary();
        catalog.setItem(COSName.TYPE, COSName.CATALOG);
        catalog.setItem(COSName.PAGES, pages);
        document.getTrailer().setItem(COSName.ROOT, catalog);
        return true;
    }

    private static boolean isPage(COSObject object) {
        Interruption.check();
        return object.getObject() instanceof COSDictionary dictionary
                && COSName.PAGE.equals(dictionary.getCOSName(COSName.TYPE));
    }
}
