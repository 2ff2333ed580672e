package dev.recto.worker.document;

import dev.recto.model.PageFlag;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;

/** Files that a PDF carries: that there are any is all that is said of them. */
final class EmbeddedFiles {
    private static final COSName COLLECTION = COSName.getPDFName("Collection");
    private static final COSName FILE_ATTACHMENT = COSName.getPDFName("FileAttachment");

    private EmbeddedFiles() {}

    static Set<PageFlag> flags(PDDocumentCatalog catalog, PDPage page) {
        COSDictionary root = catalog.getCOSObject();
        Set<PageFlag> flags = EnumSet.noneOf(PageFlag.class);
        if (root.getCOSDictionary(COLLECTION) != null) {
            flags.add(PageFlag.PORTFOLIO);
        }
        if (hasNames(names(root)) || isAttachedTo(page)) {
            flags.add(PageFlag.ATTACHMENTS);
        }
        return flags;
    }

    private static @Nullable COSDictionary names(COSDictionary root) {
        COSDictionary names = root.getCOSDictionary(COSName.NAMES);
        return names == null ? null : names.getCOSDictionary(COSName.EMBEDDED_FILES);
    }

    /** Whether there is a leaf in the tree, which may be a circle in a file that is made to be one. */
    private static boolean hasNames(@Nullable COSDictionary tree) {
        Deque<COSDictionary> nodes = new ArrayDeque<>();
        Set<COSDictionary> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        if (tree != null) {
            nodes.push(tree);
        }
        while (!nodes.isEmpty()) {
            Interruption.check();
            COSDictionary node = nodes.pop();
            COSArray leaves = node.getCOSArray(COSName.NAMES);
            if (leaves != null && leaves.size() > 0) {
                return true;
            }
            COSArray kids = node.getCOSArray(COSName.KIDS);
            for (int i = 0; kids != null && i < kids.size(); i++) {
                if (kids.getObject(i) instanceof COSDictionary kid && seen.add(kid)) {
                    nodes.push(kid);
                }
            }
        }
        return false;
    }

    private static boolean isAttachedTo(PDPage page) {
        COSArray annotations = page.getCOSObject().getCOSArray(COSName.ANNOTS);
        for (int i = 0; annotations != null && i < annotations.size(); i++) {
            Interruption.check();
            if (annotations.getObject(i) instanceof COSDictionary annotation
                    && FILE_ATTACHMENT.equals(annotation.getCOSName(COSName.SUBTYPE))) {
                return true;
            }
        }
        return false;
    }
}
