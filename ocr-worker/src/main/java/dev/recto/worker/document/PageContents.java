package dev.recto.worker.document;

import dev.recto.model.PageFault;
import dev.recto.worker.reader.PageFaultException;
import java.io.IOException;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;

/** A page's content before it is read. */
final class PageContents {
    private PageContents() {}

    /** @throws PageFaultException some of it is lost, so that the page would seem emptier than it is, or it is too much */
    static void check(PDPage page, DocumentLimits limits) throws IOException {
        COSBase content = page.getCOSObject().getItem(COSName.CONTENTS);
        refuse(isLost(content));
        if (page.getCOSObject().getCOSArray(COSName.CONTENTS) instanceof COSArray parts) {
            long bytes = 0;
            for (int i = 0; i < parts.size(); i++) {
                refuse(isLost(parts.get(i)));
                bytes += length(parts.getObject(i));
                refuse(bytes > limits.maxContentBytes());
            }
        }
    }

    private static boolean isLost(@Nullable COSBase content) {
        return content instanceof COSObject reference && reference.getObject() == null;
    }

    private static long length(@Nullable COSBase part) throws IOException {
        if (!(part instanceof COSStream stream)) {
            return 0;
        }
        try (var unpacked = stream.createView()) {
            return unpacked.length();
        }
    }

    private static void refuse(boolean undrawable) {
        if (undrawable) {
            throw new PageFaultException(PageFault.UNDRAWABLE);
        }
    }
}
