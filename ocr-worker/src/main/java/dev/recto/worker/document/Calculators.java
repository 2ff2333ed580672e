package dev.recto.worker.document;

import dev.recto.model.PageFault;
import dev.recto.worker.reader.PageFaultException;
import java.io.IOException;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/** Functions that are programs: what they cost where every pixel asks them, found out before anyone does. */
final class Calculators {
    private static final int PROGRAM = 4;
    private static final int MAX_DEPTH = 8;
    /** Bytes of program that are worked through: a few seconds. */
    private static final long MAX_WORK = 100_000_000;

    private Calculators() {}

    /** @throws PageFaultException so many calls would take too long */
    static void check(@Nullable COSBase function, long calls) throws IOException {
        if (bytes(function, 0) * calls > MAX_WORK) {
            throw new PageFaultException(PageFault.UNDRAWABLE);
        }
    }

    private static long bytes(@Nullable COSBase function, int depth) throws IOException {
        ContentLimits.checkDepth(depth, MAX_DEPTH);
        long sum = 0;
        if (function instanceof COSArray several) {
            for (int i = 0; i < several.size(); i++) {
                sum += bytes(several.getObject(i), depth + 1);
            }
        } else if (function instanceof COSStream stream) {
            sum = stream.getInt(COSName.FUNCTION_TYPE) == PROGRAM ? length(stream) : 0;
        } else if (function instanceof COSDictionary stitched) {
            sum = bytes(stitched.getDictionaryObject(COSName.FUNCTIONS), depth + 1);
        }
        return sum;
    }

    private static long length(COSStream stream) throws IOException {
        try (var program = stream.createView()) {
            return program.length();
        }
    }
}
