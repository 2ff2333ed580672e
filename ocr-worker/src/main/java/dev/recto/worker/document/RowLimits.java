package dev.recto.worker.document;

import dev.recto.model.PageFault;
import dev.recto.worker.reader.PageFaultException;
import java.util.Set;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;

/** Rows of what a filter unpacks: it makes room for some of them, however long its parameters say that they are. */
final class RowLimits {
    /** Of two rows that are kept while each is told from the last. */
    private static final long MAX_BYTES = 1 << 24;

    /** More than these are taken for so many. */
    private static final int MAX_COLOURS = 32;

    private static final int MAX_DEPTH = 16;

    /** Of a fax, in pixels: each may be the place of a change, of which those of two rows are kept. */
    private static final int MAX_FAX = 1 << 17;

    private static final Set<COSName> FAX = Set.of(COSName.CCITTFAX_DECODE, COSName.CCITTFAX_DECODE_ABBREVIATION);

    private RowLimits() {}

    /** @param parameters those that the filter goes by */
    static void check(COSName filter, COSDictionary parameters) {
        if (FAX.contains(filter)) {
            refuse(parameters.getInt(COSName.COLUMNS, 1) > MAX_FAX);
        } else if (parameters.getInt(COSName.PREDICTOR) > 1) {
            long columns = parameters.getInt(COSName.COLUMNS, 1);
            int colours = Math.min(parameters.getInt(COSName.COLORS, 1), MAX_COLOURS);
            int depth = parameters.getInt(COSName.BITS_PER_COMPONENT, Byte.SIZE);
            // Of a row without bytes there would be no end
            refuse(columns < 1 || colours < 1 || depth < 1 || depth > MAX_DEPTH);
            refuse(columns * colours * depth / Byte.SIZE > MAX_BYTES);
        }
    }

    private static void refuse(boolean unlikeAnyDocument) {
        if (unlikeAnyDocument) {
            throw new PageFaultException(PageFault.UNDRAWABLE);
        }
    }
}
